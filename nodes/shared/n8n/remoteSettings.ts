import type { RemoteSettings, SslMode } from '../remote/settings';
import { advancedSettings } from './advancedSettings';
import { withHiddenSecrets } from '../remote/changedSettings';
import {
	readChoice,
	readLine,
	readNumber,
	readSeconds,
	readSwitch,
	readText,
	type FieldValues,
} from './fieldValues';
import { parseFingerprints } from './fingerprintField';
import { certificateName, parseHost, type HostField } from './hostField';
import { invalidInput } from './invalidInput';
import { certificatesOf } from './pemField';
import { parseRootFolder } from './rootFolderField';

const defaultPort = 21;

/** Ports that are implicit TLS by custom: 990 (IANA ftps), 3990 where a second server stands beside it. */
const implicitPorts: readonly number[] = [990, 3990];

/**
 * Turns the data of a credential into complete settings. Every default is filled in here, advanced ones count only
 * while *Use Advanced Settings* is on, and the secrets are not enumerable.
 * @throws RemoteError `invalidInput` that names the field and what to change
 */
export function remoteSettings(data: FieldValues): RemoteSettings {
	const given = parseHost(readText(data, { name: 'host', label: 'Host' }));
	const settings: RemoteSettings = {
		...reach(data, given),
		user: oneOf(given.user, readLine(data, { name: 'user', label: 'Username' }), 'Username'),
		password: readLine(data, { name: 'password', label: 'Password' }),
		rootFolder: rootFolder(data, given),
		...trust(data),
		serverName: certificateName(readLine(data, { name: 'serverName', label: 'TLS Server Name' })),
		maxConnections: readNumber(
			data,
			{ name: 'maxConnections', label: 'Max Connections' },
			{ default: 25, min: 1, max: 1000, whole: true },
		),
		timeoutMs: readSeconds(
			data,
			{ name: 'timeout', label: 'Timeout (Seconds)' },
			{ default: 60, above: true },
		),
		...advancedSettings(
			readSwitch(data, { name: 'advanced', label: 'Use Advanced Settings' }) ? data : {},
		),
	};
	return withHiddenSecrets(settings);
}

/** A prefix or a port in Host wins over the fields beside it. */
function reach(data: FieldValues, given: HostField): Pick<RemoteSettings, 'host' | 'port' | 'ssl'> {
	const field = readNumber(
		data,
		{ name: 'port', label: 'Port' },
		{ default: defaultPort, min: 1, max: 65_535, whole: true },
	);
	const chosen = readChoice(data, { name: 'ssl', label: 'SSL' }, [
		'useIfAvailable',
		'explicit',
		'implicit',
		'never',
	]);
	// A port field that nobody changed says nothing about an ftps:// address.
	const customary = given.scheme === 'ftps' && field === defaultPort ? 990 : field;
	const port = given.port ?? customary;
	return { host: given.host, port, ssl: sslMode(given, chosen, port) };
}

function sslMode({ scheme }: HostField, chosen: SslMode, port: number): SslMode {
	if (scheme === 'ftps') return 'implicit';
	if (scheme === 'ftpes') return 'explicit';
	return chosen === 'useIfAvailable' && implicitPorts.includes(port) ? 'implicit' : chosen;
}

function rootFolder(data: FieldValues, given: HostField): string {
	const field = { name: 'rootFolder', label: 'Root Folder' };
	const fromHost = given.folder === null ? null : parseRootFolder(given.folder);
	return oneOf(fromHost, parseRootFolder(readLine(data, field)), field.label);
}

/** A value that stands in Host fills an empty field; two different ones are a mistake that nobody can settle. */
function oneOf(fromHost: string | null, field: string, label: string): string {
	if (fromHost !== null && fromHost !== '' && field !== '' && fromHost !== field) {
		throw invalidInput(
			`Host and ${label} name two different ones: "${fromHost}" and "${field}"`,
			`Leave only the name of the server in Host, and check ${label}.`,
		);
	}
	return field === '' ? (fromHost ?? '') : field;
}

function trust(
	data: FieldValues,
): Pick<RemoteSettings, 'certificateCheck' | 'fingerprints' | 'caCertificates'> {
	const certificateCheck = readChoice(
		data,
		{ name: 'certificateCheck', label: 'Server Certificate' },
		['verify', 'pin', 'allowAny'],
	);
	const fingerprint = { name: 'fingerprint', label: 'Certificate Fingerprint' };
	const ca = { name: 'caCertificates', label: 'CA Certificates' };
	return {
		certificateCheck,
		// What belongs to another check would only split the pool.
		fingerprints: certificateCheck === 'pin' ? parseFingerprints(readText(data, fingerprint)) : [],
		caCertificates:
			certificateCheck === 'verify' ? certificatesOf(readText(data, ca), ca.label) : [],
	};
}
