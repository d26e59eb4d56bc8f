import { certificateName, parseHost } from '../../../../nodes/shared/n8n/hostField';

const none = { scheme: null, port: null, user: null, folder: null };

it.each([
	['a name', 'ftp.example.com', { host: 'ftp.example.com' }],
	['blanks around it', '  ftp.example.com\n', { host: 'ftp.example.com' }],
	['capitals', 'FTP.Example.COM', { host: 'ftp.example.com' }],
	['the dot of a full name', 'ftp.example.com.', { host: 'ftp.example.com' }],
	['an underscore', 'my_server', { host: 'my_server' }],
	['an international name', 'bücher.example', { host: 'xn--bcher-kva.example' }],
	['an address', '192.0.2.7', { host: '192.0.2.7' }],
	['an address with port', '192.0.2.7:990', { host: '192.0.2.7', port: 990 }],
	['IPv6', '2001:DB8::1', { host: '2001:db8::1' }],
	['IPv6 with a zone', 'fe80::1%eth0', { host: 'fe80::1%eth0' }],
	['IPv6 in brackets', '[::1]', { host: '::1' }],
	['IPv6 in brackets with port', '[::1]:2121', { host: '::1', port: 2121 }],
	['a prefix in capitals', 'FTPS://h', { host: 'h', scheme: 'ftps' }],
	['a prefix with IPv6', 'ftpes://[::1]:21/', { host: '::1', scheme: 'ftpes', port: 21 }],
	['a slash at the end', 'ftp://h/', { host: 'h', scheme: 'ftp' }],
	['a user', 'ada@h', { host: 'h', user: 'ada' }],
	['an escaped folder', 'ftp://h/a%20b', { host: 'h', scheme: 'ftp', folder: 'a b' }],
	['a colon and nothing', 'h:', { host: 'h' }],
])('understands %s', (_, text, expected) => {
	expect(parseHost(text)).toEqual({ ...none, ...expected });
});

it.each([
	['', 'Host is empty'],
	['  ', 'Host is empty'],
	['sftp://h', 'Host begins with "sftp://", which is not FTP'],
	['https://h', 'Host begins with "https://", which is not FTP'],
	['h:ftp', 'Host ends in ":ftp", which is no port'],
	['h:0', 'Host ends in ":0", which is no port'],
	['h:65536', 'Host ends in ":65536", which is no port'],
	['my server', 'Host cannot be "my server"'],
	['ftp://', 'Host cannot be ""'],
	['ftp://ada:geheim@h', 'Host contains a password'],
	['ftp://h/a%0d%0aDELE b', 'Host contains a line break or NUL'],
])('refuses %p', (text, message) => {
	expect(() => parseHost(text)).toThrow(
		expect.objectContaining({ message, category: 'invalidInput' }),
	);
});

it.each([
	['', ''],
	[' FTP.Example.com. ', 'ftp.example.com'],
	['bücher.example', 'xn--bcher-kva.example'],
	['2001:DB8::1', '2001:db8::1'],
	['no name', 'no name'],
])('spells %p as certificates do', (text, name) => {
	expect(certificateName(text)).toBe(name);
});
