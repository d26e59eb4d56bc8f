import type { RemoteSettings } from '../../../../nodes/shared/remote/settings';
import { testRun } from '../../../support/memory/testRun';
import { on, reply, replyAndClose, say, silence, type Rule } from '../../../support/server/faults';
import type { ServerOptions } from '../../../support/server/settings';
import { pipelining, withRemote } from './withRemote';

/** As the server sees it. */
const bytes = (text: string) => Buffer.from(text).toString('latin1');

const accepted: ReadonlyArray<
	readonly [string, ServerOptions, Partial<RemoteSettings>, readonly Rule[], readonly string[]]
> = [
	['user and password', {}, {}, [], ['USER test', 'PASS secret']],
	[
		'anonymously without a user',
		{ users: { anonymous: '' } },
		{ user: '', password: '' },
		[],
		['USER anonymous', 'PASS anonymous@'],
	],
	[
		'with an account where the server asks for one',
		{ account: 'accounting' },
		{ account: 'accounting' },
		[],
		['USER test', 'PASS secret', 'ACCT accounting'],
	],
	[
		'with a user alone where that is enough',
		{},
		{},
		[
			on('USER', {
				around: ({ session }) => {
					session.loggedIn = true;
					session.server.record.loggedIn();
					session.reply('230 Welcome');
				},
			}),
		],
		['USER test'],
	],
	[
		'where PASS is superfluous',
		{},
		{},
		[
			on('PASS', {
				around: ({ session }) => {
					session.loggedIn = true;
					session.server.record.loggedIn();
					session.reply('202 Superfluous');
				},
			}),
		],
		['USER test', 'PASS secret'],
	],
	[
		'with letters beyond ASCII as UTF-8',
		{ users: { [bytes('tëst')]: bytes('pässwörd') } },
		{ user: 'tëst', password: 'pässwörd' },
		[],
		['USER tëst', 'PASS pässwörd'],
	],
	[
		'with blanks and quotes',
		{ users: { 'a "b" c': ' x ' } },
		{ user: 'a "b" c', password: ' x ' },
		[],
		['USER a "b" c', 'PASS  x '],
	],
];

describe.each([
	['one command at a time', {}],
	['commands ahead', pipelining],
])('a login with %s', (_kind, server) => {
	it.each(accepted)('is accepted: %s', async (_title, options, settings, rules, expected) => {
		await withRemote(
			{ server: { ...server, ...options }, settings: { maxConnections: 2, ...settings } },
			async ({ server: ftp, endpoint }) => {
				ftp.script(...rules);
				await Promise.all([endpoint.list('/'), endpoint.find('/'), endpoint.find('/x')]);
				const sent = ftp.commands().filter((line) => /^(USER|PASS|ACCT)/.test(line));
				expect(sent.slice(0, expected.length)).toEqual(expected);
				expect(sent.length % expected.length).toBe(0);
			},
		);
	});

	it.each<readonly [string, readonly Rule[], Partial<RemoteSettings>, object]>([
		[
			'a wrong password',
			[],
			{ password: 'wrong' },
			{ category: 'auth', stage: 'login', ftpCode: 530 },
		],
		[
			'an account that is not given',
			[on('PASS', reply('332 Account please'))],
			{},
			{ category: 'auth', data: { refusal: 'accountNeeded' } },
		],
		[
			'an account that is asked for again and again',
			[on(['PASS', 'ACCT'], reply('332 Account please'))],
			{ account: 'a' },
			{ category: 'auth' },
		],
		[
			'TLS that is required',
			[on('USER', reply('530 TLS is required'))],
			{},
			{ category: 'tlsRequired' },
		],
		[
			'a password with a line break',
			[],
			{ password: 'secret\r\nDELE x' },
			{ category: 'invalidInput', stage: 'login' },
		],
		[
			'a user with a line break',
			[],
			{ user: 'test\nDELE x' },
			{ category: 'invalidInput', stage: 'login' },
		],
	])('is refused once for all: %s', async (_title, rules, settings, expected) => {
		await withRemote({ server, settings }, async ({ server: ftp, endpoint, pool }) => {
			ftp.script(...rules);
			const tries = await Promise.allSettled(
				Array.from({ length: 20 }, async (_one, at) => await endpoint.find(`/${at}`)),
			);
			expect(tries.every(({ status }) => status === 'rejected')).toBe(true);
			expect(tries[0]).toMatchObject({ reason: expected });
			expect(JSON.stringify(tries)).not.toMatch(/secret|wrong/);
			expect(ftp.stats.connections).toBe(1);
			expect(ftp.commands('DELE')).toEqual([]);
			expect(pool.stats).toMatchObject({ open: 0, waiting: 0 });
		});
	});

	it.each<readonly [string, Rule, object]>([
		[
			'421 at the greeting',
			on('GREETING', replyAndClose('421 Too many users')),
			{ category: 'tooManyConnections', stage: 'greeting' },
		],
		[
			'421 at the password',
			on('PASS', replyAndClose('421 Too many connections')),
			{ category: 'tooManyConnections' },
		],
		[
			'530 too many',
			on(
				'PASS',
				reply('530 Sorry, the maximum number of allowed clients (2) are already connected.'),
			),
			{ category: 'tooManyConnections' },
		],
		[
			'silence at the greeting',
			on('GREETING', silence()),
			{ category: 'timeout', stage: 'greeting' },
		],
		['silence at the password', on('PASS', silence()), { category: 'timeout', stage: 'login' }],
	])('is tried again after %s', async (_title, rule, expected) => {
		await withRemote(
			{ server, settings: { retries: 2, timeoutMs: 300 } },
			async ({ server: ftp, endpoint, forRun }) => {
				ftp.script(rule);
				await expect(endpoint.find('/')).rejects.toMatchObject({ ...expected, attempts: 3 });
				expect(ftp.stats.connections).toBe(3);
				ftp.clearScript();
				const other = forRun(testRun({ owner: 'another execution' }));
				await expect(other.find('/')).resolves.toMatchObject({ type: 'folder' });
			},
		);
	});
});

it('a second login that is refused at USER is no wrong order of commands', async () => {
	await withRemote(
		{ server: pipelining, settings: { maxConnections: 2, retries: 0 } },
		async ({ server, endpoint }) => {
			await endpoint.find('/');
			server.script(on('USER', reply('530 Too many connections for this user')));
			server.dropAll();
			await expect(endpoint.find('/')).rejects.toMatchObject({ category: 'tooManyConnections' });
		},
	);
});

it.each(['user', 'password', 'account'] as const)(
	'a line break in %s is no command of its own, and reaches no server',
	async (field) => {
		for (const end of ['\r', '\n', '\0']) {
			const settings = { [field]: `name${end}DELE a` };
			await withRemote(
				{ settings, server: { account: 'asked for' } },
				async ({ server, endpoint }) => {
					await expect(endpoint.list('/')).rejects.toMatchObject({ category: 'invalidInput' });
					expect(server.commands('DELE')).toEqual([]);
				},
			);
		}
	},
);

it('a server that asks for a moment (120) is waited for', async () => {
	const faults = [on('GREETING', say('120 Service ready in 1 minute'))];
	await withRemote({ server: { faults } }, async ({ endpoint }) => {
		expect(await endpoint.list('/')).toMatchObject({ complete: true });
	});
});
