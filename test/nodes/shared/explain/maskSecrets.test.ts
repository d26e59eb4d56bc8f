import { maskCommand, maskSecrets } from '../../../../nodes/shared/explain/maskSecrets';

it.each([
	['PASS hunter2', 'PASS ***'],
	['pass  with spaces and PASS', 'PASS ***'],
	['PASS', 'PASS ***'],
	['ACCT 4711\r\n', 'ACCT ***'],
	['USER bob', 'USER bob'],
	['PASV', 'PASV'],
	['RETR /PASS me', 'RETR /PASS me'],
])('shows %j as %j', (line, expected) => expect(maskCommand(line)).toBe(expected));

it.each<[string, string, string[], string]>([
	['as it is', '530 no hunter2 for you', ['hunter2'], '530 no *** for you'],
	['in a URL', 'ftp://bob:p%40ss%2F1@host', ['p@ss/1'], 'ftp://bob:***@host'],
	['in base64', `token ${Buffer.from('hunter2').toString('base64')}`, ['hunter2'], 'token ***'],
	['the longer of two first', 'secretsecret2', ['secret', 'secretsecret2'], '***'],
	['with characters of a pattern', 'a.*b', ['.*b'], 'a***'],
	['short ones only where they stand alone', 'a at an a', ['a'], '*** at an ***'],
	['not the empty one', 'text', [''], 'text'],
	['with half a surrogate pair', 'x\ud800yz', ['x\ud800yz'], '***'],
])('masks a secret %s', (_title, text, secrets, expected) =>
	expect(maskSecrets(text, secrets)).toBe(expected),
);
