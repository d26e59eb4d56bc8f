import { inspect } from 'node:util';
import { remoteSettings } from '../../../../nodes/shared/n8n/remoteSettings';

const host = 'ftp.example.com';
const hex = 'ab'.repeat(32);

it('fills in every default by itself', () => {
	const settings = remoteSettings({ host });
	expect(settings).toEqual({
		host,
		port: 21,
		user: '',
		ssl: 'useIfAvailable',
		certificateCheck: 'verify',
		fingerprints: [],
		caCertificates: [],
		rootFolder: '',
		maxConnections: 25,
		timeoutMs: 60_000,
		serverName: '',
		retries: 3,
		retryDelayMs: 10_000,
		keepAliveMs: 30_000,
		idleCloseMs: 60_000,
		mode: 'passive',
		passiveAddress: 'controlHost',
		activeAddress: '',
		activePorts: null,
		localAddress: '',
		encoding: 'auto',
		serverTimeZone: '',
		minTlsVersion: 'TLSv1.2',
		clientCertificate: '',
		protocolLog: false,
	});
	expect(settings.password).toBe('');
	expect(settings.account).toBe('');
	expect(settings.clientKey).toBe('');
	expect(settings.clientKeyPassphrase).toBe('');
});

describe('how the server is reached', () => {
	it.each([
		['takes port and mode as chosen', { port: 2121, ssl: 'explicit' }, 2121, 'explicit'],
		['takes a port that arrives as text', { port: '2121' }, 2121, 'useIfAvailable'],
		['connects implicitly to port 990', { port: 990 }, 990, 'implicit'],
		['connects implicitly to port 3990', { port: 3990 }, 3990, 'implicit'],
		[
			'keeps a mode that somebody chose on port 990',
			{ port: 990, ssl: 'explicit' },
			990,
			'explicit',
		],
		['keeps Never on port 990', { port: 990, ssl: 'never' }, 990, 'never'],
		['reads a port in Host', { host: `${host}:2121`, port: 5 }, 2121, 'useIfAvailable'],
		['goes implicit for a 990 in Host', { host: `${host}:990` }, 990, 'implicit'],
		['leaves SSL alone for ftp://', { host: `ftp://${host}`, ssl: 'explicit' }, 21, 'explicit'],
		['goes implicit for ftps://', { host: `ftps://${host}` }, 990, 'implicit'],
		[
			'goes implicit for ftps:// over Never',
			{ host: `ftps://${host}`, ssl: 'never' },
			990,
			'implicit',
		],
		[
			'keeps a changed port beside ftps://',
			{ host: `ftps://${host}`, port: 2990 },
			2990,
			'implicit',
		],
		['prefers the port in an ftps:// address', { host: `ftps://${host}:21` }, 21, 'implicit'],
		['goes explicit for ftpes://', { host: `ftpes://${host}`, ssl: 'implicit' }, 21, 'explicit'],
		['goes explicit for ftpes:// even on 990', { host: `ftpes://${host}:990` }, 990, 'explicit'],
	])('%s', (_, data, port, ssl) => {
		expect(remoteSettings({ host, ...data })).toMatchObject({ host, port, ssl });
	});
});

it('takes user and folder out of an address that was pasted', () => {
	const settings = remoteSettings({ host: 'ftp://ada%40work@ftp.example.com/in//sub/' });
	expect(settings).toMatchObject({ host, user: 'ada@work', rootFolder: 'in/sub' });
});

it('takes numbers as text and fractions of seconds', () => {
	const data = {
		timeout: '0.25',
		maxConnections: '3',
		advanced: true,
		retryDelay: 0.5,
		keepAlive: '0',
	};
	expect(remoteSettings({ host, ...data })).toMatchObject({
		timeoutMs: 250,
		maxConnections: 3,
		retryDelayMs: 500,
		keepAliveMs: 0,
	});
});

describe('advanced settings', () => {
	const stored = {
		retries: 9,
		encoding: 'gbk',
		mode: 'active',
		activePorts: '50000-50100',
		activeAddress: '192.0.2.1',
		localAddress: '::1',
		serverTimeZone: 'Europe/Berlin',
		minTlsVersion: 'TLSv1.3',
		passiveAddress: 'server',
		account: 'acct',
		idleClose: 5,
	};

	it('count while they are shown', () => {
		const settings = remoteSettings({ host, ...stored, advanced: true });
		const { idleClose, account, ...same } = stored;
		expect(settings).toMatchObject({ ...same, activePorts: [50000, 50100], idleCloseMs: 5000 });
		expect(settings.account).toBe(account);
		expect(idleClose).toBe(5);
	});

	it.each([[false], [undefined], ['false']])(
		'are their defaults while advanced is %p',
		(advanced) => {
			expect(remoteSettings({ host, ...stored, advanced })).toEqual(remoteSettings({ host }));
		},
	);
});

describe('Root Folder', () => {
	it.each([
		['', ''],
		['   ', ''],
		['/', '/'],
		['/in/', '/in'],
		['in/sub/', 'in/sub'],
		['//in//./sub', '/in/sub'],
		['/ with blanks ', '/ with blanks '],
	])('%p becomes %p', (rootFolder, expected) => {
		expect(remoteSettings({ host, rootFolder }).rootFolder).toBe(expected);
	});
});

it('leaves out what belongs to another certificate check, so that equal settings share a pool', () => {
	const data = { host, fingerprint: hex, caCertificates: 'anything' };
	expect(remoteSettings({ ...data, certificateCheck: 'allowAny' })).toEqual(
		remoteSettings({ host, certificateCheck: 'allowAny' }),
	);
	expect(remoteSettings({ ...data, certificateCheck: 'pin' }).fingerprints).toEqual([hex]);
});

it('shows no secret in a log, in JSON or in a copy', () => {
	const settings = remoteSettings({
		host,
		user: 'ada',
		password: 'geheim-1',
		advanced: true,
		account: 'geheim-2',
		clientKeyPassphrase: 'geheim-3',
	});
	expect(settings.password).toBe('geheim-1');
	for (const shown of [inspect(settings), JSON.stringify(settings), inspect({ ...settings })]) {
		expect(shown).not.toContain('geheim');
	}
});

describe('what cannot be right is named by its field', () => {
	it.each([
		[{ host: '' }, 'Host is empty'],
		[{ host: undefined }, 'Host is empty'],
		[{ port: 0 }, 'Port is "0"'],
		[{ port: '21a' }, 'Port is "21a"'],
		[{ port: 21.5 }, 'Port is "21.5"'],
		[{ ssl: 'maybe' }, 'SSL is "maybe"'],
		[{ timeout: 0 }, 'Timeout (Seconds) is "0"'],
		[{ timeout: -1 }, 'Timeout (Seconds) is "-1"'],
		[{ maxConnections: 0 }, 'Max Connections is "0"'],
		[{ user: 'a\r\nDELE b' }, 'Username contains a line break'],
		[{ user: { a: 1 } }, 'Username is not text'],
		[{ password: 'a\nb' }, 'Password contains a line break'],
		[{ rootFolder: '/a/../b' }, 'Root Folder contains ".."'],
		[{ host: 'ftp://ada@h', user: 'bob' }, 'Host and Username name two different ones'],
		[{ host: 'ftp://h/in', rootFolder: '/out' }, 'Host and Root Folder name two different ones'],
		[{ certificateCheck: 'pin' }, 'Certificate Fingerprint is empty'],
		[{ caCertificates: 'MIIB' }, 'CA Certificates is not in PEM form'],
		[{ advanced: true, retries: 1.5 }, 'Retries is "1.5"'],
		[{ advanced: true, activePorts: '9-1' }, 'Active Port Range is "9-1"'],
		[{ advanced: true, activeAddress: 'here' }, 'Active Address is "here"'],
		[{ advanced: true, serverTimeZone: 'Mars' }, 'Server Time Zone is "Mars"'],
		[{ advanced: true, encoding: 'klingon' }, 'File Name Encoding is "klingon"'],
	])('%p', (data, message) => {
		let error: unknown;
		try {
			remoteSettings({ host, ...data });
		} catch (caught) {
			error = caught;
		}
		expect(error).toMatchObject({ category: 'invalidInput', description: expect.any(String) });
		expect((error as Error).message).toContain(message);
	});

	it('without quoting a password', () => {
		expect(() => remoteSettings({ host, password: 'geheim\n' })).toThrow(
			expect.not.objectContaining({ message: expect.stringContaining('geheim') }),
		);
	});
});
