import type { RemoteSettings } from '../remote/settings';
import {
	readChoice,
	readLine,
	readNumber,
	readSeconds,
	readSwitch,
	readText,
	type Field,
	type FieldValues,
} from './fieldValues';
import { invalidInput } from './invalidInput';
import { certificatesOf, privateKeyOf } from './pemField';

/** What *Use Advanced Settings* shows. */
export type AdvancedSettings = Omit<
	RemoteSettings,
	| 'host'
	| 'port'
	| 'user'
	| 'password'
	| 'ssl'
	| 'certificateCheck'
	| 'fingerprints'
	| 'caCertificates'
	| 'rootFolder'
	| 'maxConnections'
	| 'timeoutMs'
	| 'serverName'
>;

/**
 * Reads the advanced fields; with no values each is its default.
 * @throws RemoteError `invalidInput`
 */
export function advancedSettings(data: FieldValues): AdvancedSettings {
	return {
		retries: readNumber(
			data,
			{ name: 'retries', label: 'Retries' },
			{ default: 3, min: 0, max: 100, whole: true },
		),
		retryDelayMs: readSeconds(
			data,
			{ name: 'retryDelay', label: 'Retry Delay (Seconds)' },
			{ default: 10 },
		),
		keepAliveMs: readSeconds(
			data,
			{ name: 'keepAlive', label: 'Keepalive (Seconds)' },
			{ default: 30 },
		),
		idleCloseMs: readSeconds(
			data,
			{ name: 'idleClose', label: 'Close Idle Connections After (Seconds)' },
			{ default: 60 },
		),
		mode: readChoice(data, { name: 'mode', label: 'Transfer Mode' }, ['passive', 'active']),
		passiveAddress: readChoice(data, { name: 'passiveAddress', label: 'Passive Address' }, [
			'controlHost',
			'server',
		]),
		activeAddress: address(data, { name: 'activeAddress', label: 'Active Address' }),
		activePorts: portRange(data, { name: 'activePorts', label: 'Active Port Range' }),
		localAddress: address(data, { name: 'localAddress', label: 'Local Address' }),
		encoding: readChoice(data, { name: 'encoding', label: 'File Name Encoding' }, encodings),
		serverTimeZone: timeZone(data, { name: 'serverTimeZone', label: 'Server Time Zone' }),
		minTlsVersion: readChoice(data, { name: 'minTlsVersion', label: 'Minimum TLS Version' }, [
			'TLSv1.2',
			'TLSv1',
			'TLSv1.1',
			'TLSv1.3',
		]),
		...clientCertificate(data),
		account: readLine(data, { name: 'account', label: 'Account' }),
		protocolLog: readSwitch(data, { name: 'protocolLog', label: 'Protocol Log in Errors' }),
	};
}

const encodings = [
	'auto',
	'utf8',
	'latin1',
	'windows-1252',
	'windows-1251',
	'shift_jis',
	'gbk',
] as const;

function address(data: FieldValues, field: Field): string {
	const text = readLine(data, field).trim();
	if (
		text === '' ||
		/^(\d{1,3}\.){3}\d{1,3}$/.test(text) ||
		/^[0-9a-f:.]*:[0-9a-f:.%\w]*$/i.test(text)
	) {
		return text;
	}
	throw invalidInput(
		`${field.label} is "${text}", which is no address`,
		'Enter an IP address, for example "192.0.2.10". Names are not looked up here.',
	);
}

function portRange(data: FieldValues, field: Field): RemoteSettings['activePorts'] {
	const text = readLine(data, field).trim();
	if (text === '') return null;
	const [, from, to = from] = /^(\d{1,5})(?:\s*[-–:]\s*(\d{1,5}))?$/.exec(text) ?? [];
	const range = [Number(from), Number(to)] as const;
	if (range[0] >= 1 && range[0] <= range[1] && range[1] <= 65_535) return range;
	throw invalidInput(
		`${field.label} is "${text}", which is no range of ports`,
		'Enter the first and the last port, for example "50000-50100".',
	);
}

function timeZone(data: FieldValues, field: Field): string {
	const text = readLine(data, field).trim();
	if (text === '' || isTimeZone(text)) return text;
	throw invalidInput(
		`${field.label} is "${text}", which is no known time zone`,
		'Enter an IANA name, for example "Europe/Berlin" or "America/New_York", or leave it empty to have it measured.',
	);
}

function isTimeZone(name: string): boolean {
	try {
		return new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== '';
	} catch {
		return false;
	}
}

function clientCertificate(
	data: FieldValues,
): Pick<RemoteSettings, 'clientCertificate' | 'clientKey' | 'clientKeyPassphrase'> {
	const certificate = { name: 'clientCertificate', label: 'Client Certificate' };
	const key = { name: 'clientKey', label: 'Client Key' };
	const found = {
		clientCertificate: certificatesOf(readText(data, certificate), certificate.label).join(''),
		clientKey: privateKeyOf(readText(data, key), key.label),
		clientKeyPassphrase: readText(data, { name: 'clientKeyPassphrase', label: 'Passphrase' }),
	};
	if ((found.clientCertificate === '') !== (found.clientKey === '')) {
		const missing = found.clientKey === '' ? key : certificate;
		throw invalidInput(
			`${missing.label} is empty`,
			'A client certificate works only together with its key: fill in both, or neither.',
		);
	}
	return found;
}
