import { FtpServer } from '../FtpServer';
import { RawClient } from '../RawClient';
import {
	delay,
	dropAfter,
	dropBefore,
	firstDo,
	greetings,
	hideFeatures,
	hugeReply,
	loseReply,
	on,
	refuse,
	reply,
	replyAndClose,
	runButReply,
	say,
	sendRaw,
	silence,
	splitReply,
	endlessReply,
	wrongSize,
	type Rule,
} from '.';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

let server: FtpServer;
afterEach(() => server.stop());

async function greeted(...faults: Rule[]): Promise<RawClient> {
	server = await FtpServer.start({ faults });
	return RawClient.connect(server.port);
}

async function login(...faults: Rule[]): Promise<RawClient> {
	server = await FtpServer.start();
	const client = await RawClient.login(server.port);
	server.script(...faults);
	return client;
}

describe('rules', () => {
	it('count only what fits them', async () => {
		const client = await login(
			on('SIZE', { argument: /^\/x/, nth: 2 }, reply('213 1')),
			on(['MKD', 'RMD'], { path: '/in/a', times: 1 }, reply('451 Not now')),
			on('*', { connection: 2 }, reply('500 Not you')),
		);
		expect(await client.ask('SIZE /x', 'SIZE /y', 'SIZE /x', 'SIZE /x')).toBe(
			[
				'550 No such file or folder',
				'550 No such file or folder',
				'213 1',
				'550 No such file or folder',
			].join('\n'),
		);
		expect(await client.ask('MKD in', 'CWD in', 'MKD a', 'MKD a')).toMatch(/\n451 Not now\n257/);
		const second = await RawClient.connect(server.port);
		expect(await second.reply()).toMatch(/^220/);
		expect(await second.ask('NOOP')).toBe('500 Not you');
	});

	it('add up, the first outermost, and can be taken back', async () => {
		const steps: string[] = [];
		const note = (step: string) => firstDo(() => void steps.push(step));
		const client = await login(
			on('NOOP', note('1'), say('211 Extra'), note('2')),
			on('NOOP', note('3')),
		);
		expect(await client.ask('NOOP', 'PWD')).toBe('211 Extra\n200 OK');
		expect(steps).toEqual(['1', '2', '3']);
		server.clearScript();
		expect(await client.reply()).toMatch(/^257/);
		expect(await client.ask('NOOP')).toBe('200 OK');
	});
});

describe('greetings', () => {
	it.each([
		['ssh', greetings.ssh],
		['http', greetings.http],
		['garbage', greetings.garbage],
		['multiLine', greetings.multiLine],
	] as const)('can be those of %s', async (_name, bytes) => {
		const client = await greeted(on('GREETING', dropAfter(), sendRaw(bytes)));
		await client.ended;
		expect(client.received).toBe(Buffer.from(bytes).toString('latin1'));
	});

	it('can be a refusal', async () => {
		const client = await greeted(on('GREETING', { nth: 1 }, replyAndClose('421 Try later')));
		expect(await client.reply()).toBe('421 Try later');
		await client.ended;
		expect(await (await RawClient.connect(server.port)).reply()).toMatch(/^220/);
	});

	it('can be slow, without losing what came before', async () => {
		const client = await greeted(on('GREETING', delay(40)));
		const started = Date.now();
		expect(await client.ask('NOOP', 'SYST')).toBe('220 Test server ready\n200 OK');
		expect(Date.now() - started).toBeGreaterThanOrEqual(35);
	});

	it('can fail to come at all, and the server notices that the client left', async () => {
		const client = await greeted(on('GREETING', silence()));
		client.send('NOOP');
		client.close();
		await server.until(({ stats }) => stats.open === 0);
		expect(client.received).toBe('');
	});
});

describe('replies', () => {
	it.each([
		['in front of the command', dropBefore(), false],
		['with a reset', dropBefore('reset'), false],
		['in place of the reply', loseReply(), true],
	])('can be lost with the connection %s', async (_when, fault, made) => {
		const client = await login(on('MKD', fault));
		expect(await client.ask('MKD /x')).toBe('closed');
		expect(existsSync(join(server.root, 'x'))).toBe(made);
	});

	it('can be the last of a connection', async () => {
		const client = await login(on('NOOP', dropAfter()));
		expect(await client.ask('NOOP', 'NOOP')).toBe('200 OK\nclosed');
	});

	it('can be wrong', async () => {
		const client = await login(
			on('MKD', runButReply('550 Exists')),
			on('SIZE', wrongSize(2)),
			refuse('EPSV', 522),
			on('FEAT', hideFeatures('SIZE', 'MLST')),
		);
		writeFileSync(join(server.root, 'a'), '1');
		expect(await client.ask('MKD /x', 'SIZE /a', 'EPSV')).toBe(
			'550 Exists\n213 3\n522 EPSV refused',
		);
		expect(existsSync(join(server.root, 'x'))).toBe(true);
		const features = await client.ask('FEAT');
		expect(features).toMatch(/ UTF8\n211 End$/);
		expect(features).not.toMatch(/SIZE|MLST/);
	});

	it('can come byte by byte, in order with those that follow', async () => {
		const client = await login(on('FEAT', splitReply()));
		expect(await client.ask('FEAT', 'NOOP')).toMatch(/^211-[^]*211 End\n200 OK$/);
	});

	it('can be huge and still be right', async () => {
		const client = await login(on('NOOP', { nth: 1 }, hugeReply()));
		const long = await client.ask('NOOP');
		expect(long.length).toBeGreaterThan(256 * 1024);
		expect(long.endsWith('\n200 OK')).toBe(true);
		expect(await client.ask('NOOP')).toBe('200 OK');
	});

	it.each(['line', 'lines'] as const)('can go on for ever in one %s', async (kind) => {
		const client = await login(on('NOOP', endlessReply(kind, '200')));
		client.send('NOOP');
		await new Promise<void>((resolve) => {
			const look = () => (client.received.length > 1_000_000 ? resolve() : setImmediate(look));
			look();
		});
		client.close();
		await server.until(({ stats }) => stats.open === 0);
	});
});

describe('restarts and kicks', () => {
	it('end what is idle with 421', async () => {
		const client = await login();
		await client.ask('NOOP');
		server.kickIdle();
		expect(await client.reply()).toBe('421 Timeout');
		await client.ended;
	});

	it('refuse connections while the server is down', async () => {
		const client = await login();
		await server.pause();
		await client.ended;
		expect(await (await RawClient.connect(server.port)).reply()).toBe('closed');
		await server.resume();
		expect(await (await RawClient.connect(server.port)).reply()).toMatch(/^220/);
	});
});
