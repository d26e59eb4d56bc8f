import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { INode, INodeParameters, INodeProperties } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { FtpRemoteApi } from '../../credentials/FtpRemoteApi.credentials';
import { remoteSettings } from '../../nodes/shared/n8n/remoteSettings';

const credential = new FtpRemoteApi();
const { properties } = credential;
const field = (name: string) => properties.find((property) => property.name === name);
const defaults: INodeParameters = Object.fromEntries(
	properties.map(({ name, default: value }) => [name, value as string]),
);

/** Names of what n8n's form shows for these values. */
function shown(values: INodeParameters): string[] {
	return properties
		.filter((property: INodeProperties) =>
			NodeHelpers.displayParameter(
				{ ...defaults, ...values },
				property,
				null as INode | null,
				null,
			),
		)
		.map(({ name }) => name);
}

it('has the names that workflows refer to', () => {
	expect(credential.name).toBe('ftpRemoteApi');
	expect(credential.displayName).toBe('FTP Remote API');
	expect(properties.filter(({ type }) => type !== 'notice').map(({ name }) => name)).toEqual([
		...['host', 'port', 'user', 'password', 'ssl', 'certificateCheck', 'fingerprint'],
		...['caCertificates', 'serverName', 'rootFolder', 'maxConnections', 'timeout', 'advanced'],
		...['retries', 'retryDelay', 'keepAlive', 'idleClose', 'mode', 'passiveAddress'],
		...['activeAddress', 'activePorts', 'localAddress', 'encoding', 'serverTimeZone'],
		...['minTlsVersion', 'clientCertificate', 'clientKey', 'clientKeyPassphrase', 'account'],
		'protocolLog',
	]);
});

it('shows the defaults that the reader fills in', () => {
	const host = 'ftp.example.com';
	expect(remoteSettings({ ...defaults, host })).toEqual(remoteSettings({ host }));
	expect(remoteSettings({ ...defaults, host, advanced: true })).toEqual(remoteSettings({ host }));
});

it.each(['password', 'clientKey', 'clientKeyPassphrase', 'account'])('hides %s', (name) => {
	expect(field(name)?.typeOptions?.password).toBe(true);
});

it.each(
	properties.flatMap(({ name, options = [] }) =>
		options.flatMap((option) => ('value' in option ? [[name, option.value]] : [])),
	),
)('offers for %s only values that the reader knows: %s', (name, value) => {
	const data = { host: 'h', fingerprint: 'a'.repeat(64), advanced: true };
	expect(() => remoteSettings({ ...data, [String(name)]: value })).not.toThrow();
});

describe('the form', () => {
	const simple = [
		...['host', 'port', 'user', 'password', 'ssl', 'certificateCheck', 'caCertificates'],
		...['serverName', 'rootFolder', 'maxConnections', 'timeout', 'advanced'],
	];

	it('begins with what most people need', () => {
		expect(shown({})).toEqual(simple);
	});

	it.each<[string, INodeParameters, string[], string[]]>([
		[
			'the fingerprint for pinning',
			{ certificateCheck: 'pin' },
			['fingerprint'],
			['caCertificates'],
		],
		[
			'a notice for unchecked certificates',
			{ certificateCheck: 'allowAny' },
			['allowAnyNotice'],
			[],
		],
		[
			'a notice for plain FTP',
			{ ssl: 'never' },
			['neverNotice'],
			['certificateCheck', 'serverName'],
		],
		[
			'a notice for explicit TLS on 990',
			{ port: 990, ssl: 'explicit' },
			['implicitPortNotice'],
			[],
		],
		['a notice for plain FTP on 3990', { port: 3990, ssl: 'never' }, ['implicitPortNotice'], []],
		['no notice for 990 by itself', { port: 990 }, [], ['implicitPortNotice']],
		[
			'no notice for implicit TLS on 990',
			{ port: 990, ssl: 'implicit' },
			[],
			['implicitPortNotice'],
		],
		[
			'a notice for implicit TLS on 21',
			{ ssl: 'implicit' },
			['explicitPortNotice'],
			['implicitPortNotice'],
		],
		[
			'no TLS settings without TLS',
			{ advanced: true, ssl: 'never' },
			['retries'],
			['minTlsVersion', 'clientCertificate', 'clientKey', 'clientKeyPassphrase'],
		],
		['the passive address', { advanced: true }, ['passiveAddress', 'retries'], ['activeNotice']],
		[
			'active mode with its notice',
			{ advanced: true, mode: 'active' },
			['activeNotice', 'activeAddress', 'activePorts'],
			['passiveAddress'],
		],
	])('shows %s', (_, values, present, absent) => {
		const names = shown(values);
		expect(names).toEqual(expect.arrayContaining(present));
		expect(names.filter((name) => absent.includes(name))).toEqual([]);
	});

	it('shows no advanced field while they do not count', () => {
		expect(shown({ mode: 'active' })).toEqual(simple);
	});
});

it('has an icon for light and dark', () => {
	const { icon } = credential;
	expect(icon).toEqual({
		light: 'file:../icons/ftpRemote.svg',
		dark: 'file:../icons/ftpRemote.dark.svg',
	});
	for (const file of Object.values(icon as Record<string, string>)) {
		expect(existsSync(resolve(__dirname, '../../credentials', file.slice('file:'.length)))).toBe(
			true,
		);
	}
});
