import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import type { ByteSource } from '../../../../../nodes/shared/model/Endpoint';
import { bytesOf, textOf } from '../../../../support/memory/bytesOf';
import { testRun } from '../../../../support/memory/testRun';
import {
	dataHandshake,
	dataPort,
	on,
	reply,
	silence,
	stall,
	type Rule,
} from '../../../../support/server/faults';
import { temporaryFiles } from '../healthy';
import { pipelining, withRemote, type Lent } from '../withRemote';
import { newBytes, oldBytes } from './playFault';

/** Where the server stands still, and which command shows that it was reached. */
const places: ReadonlyArray<readonly [string, string, Rule]> = [
	['the login', 'PASS', on('PASS', { nth: 1 }, silence())],
	['a question about the path', 'MLST', on('MLST', { nth: 1 }, silence())],
	['the question for a port', 'EPSV', on('EPSV', { nth: 1 }, silence())],
	['the data port', 'EPSV', on('EPSV', { nth: 1 }, dataPort('filtered'))],
	['the transfer command', 'STOR', on('STOR', { nth: 1 }, silence())],
	['the transfer', 'STOR', on('STOR', { nth: 1 }, stall(300_000))],
	['the proof', 'SIZE', on('SIZE', { nth: 1 }, silence())],
	['the rename', 'RNTO', on('RNTO', { nth: 1 }, silence())],
];

type Work = (lent: Lent, signal: AbortSignal) => Promise<unknown>;

const works: ReadonlyArray<readonly [string, Work]> = [
	[
		'upload',
		async ({ forRun }, signal) =>
			await forRun(testRun({ signal })).write('/in/old.bin', bytesOf(newBytes), {
				mode: 'atomic',
				verify: 'size',
			}),
	],
	[
		'download',
		async ({ forRun }, signal) =>
			await forRun(testRun({ signal })).read('/in/old.bin', textOf, { verify: 'size' }),
	],
	['listing', async ({ forRun }, signal) => await forRun(testRun({ signal })).list('/in')],
];

async function stopAt(work: Work, verb: string, rule: Rule, tls = false): Promise<void> {
	const server = { ...pipelining, ...(tls ? { tls: 'required' as const } : {}) };
	const settings = {
		timeoutMs: 30_000,
		...(tls ? { ssl: 'explicit' as const, certificateCheck: 'allowAny' as const } : {}),
	};
	await withRemote({ server, settings }, async (lent) => {
		mkdirSync(join(lent.server.root, 'in'));
		writeFileSync(join(lent.server.root, 'in/old.bin'), oldBytes);
		const stopper = new AbortController();
		lent.server.script(rule);
		const running = work(lent, stopper.signal).catch((error: unknown) => error);
		await lent.server.until((server) => server.commands(verb).length > 0);
		const began = performance.now();
		stopper.abort(new Error('stopped by a person'));
		await expect(running).resolves.toMatchObject({
			category: 'cancelled',
			message: 'The execution was canceled',
		});
		expect(performance.now() - began).toBeLessThan(3000);
		expect(lent.pool.stats).toMatchObject({ busy: 0, waiting: 0 });
		await expect(lent.endpoint.list('/in')).resolves.toMatchObject({ complete: true });
		expect(temporaryFiles(lent.server)).toEqual([]);
		expect(readFileSync(join(lent.server.root, 'in/old.bin')).equals(oldBytes)).toBe(true);
	});
}

describe('stopping an execution while the server stands still at', () => {
	const rows = works
		.flatMap(([name, work]) =>
			places.map(([place, verb, rule]) => {
				const swap = (text: string) =>
					text === 'STOR'
						? name === 'download'
							? 'RETR'
							: name === 'listing'
								? 'MLSD'
								: text
						: text;
				return [place, name, work, swap(verb), { ...rule, verbs: rule.verbs.map(swap) }] as const;
			}),
		)
		.filter(([place, name]) => {
			if (place === 'the proof' || place === 'the rename') return name === 'upload';
			return place !== 'a question about the path' || name === 'download';
		});
	it.each(rows)(
		'%s ends the %s soon and leaves nothing',
		async (_place, _name, work, verb, rule) => {
			await stopAt(work, verb, rule);
		},
	);

	it.each(works)('the TLS handshake of its data ends the %s soon', async (name, work) => {
		const verb = name === 'upload' ? 'STOR' : name === 'download' ? 'RETR' : 'MLSD';
		await stopAt(work, verb, on(verb, { nth: 1 }, dataHandshake('silent')), true);
	});
});

describe('stopping an execution', () => {
	it('ends an upload in place and removes the half file', async () => {
		await withRemote({ settings: { timeoutMs: 30_000 } }, async ({ server, forRun, pool }) => {
			const stopper = new AbortController();
			server.script(on('STOR', stall(300_000)));
			const running = forRun(testRun({ signal: stopper.signal })).write(
				'/new.bin',
				bytesOf(newBytes),
				{ mode: 'direct', verify: 'size' },
			);
			running.catch(() => undefined);
			await server.until(
				() => existsSync(join(server.root, 'new.bin')) && server.commands('STOR').length > 0,
			);
			stopper.abort(new Error('stopped'));
			await expect(running).rejects.toMatchObject({ category: 'cancelled' });
			expect(existsSync(join(server.root, 'new.bin'))).toBe(false);
			expect(pool.stats.busy).toBe(0);
		});
	});

	it('ends an upload that is proven by a listing, and removes its file', async () => {
		const options = { server: pipelining, settings: { timeoutMs: 30_000 } };
		await withRemote(options, async ({ server, forRun, pool }) => {
			const stopper = new AbortController();
			server.script(on('SIZE', reply('550 SIZE not allowed')), on(['LIST', 'MLSD'], silence()));
			const running = forRun(testRun({ signal: stopper.signal })).write(
				'/new.bin',
				bytesOf(newBytes),
				{ mode: 'atomic', verify: 'size' },
			);
			running.catch(() => undefined);
			await server.until(() => server.commands('MLSD').length > 0);
			stopper.abort(new Error('stopped'));
			await expect(running).rejects.toMatchObject({ category: 'cancelled' });
			expect(temporaryFiles(server)).toEqual([]);
			expect(pool.stats.busy).toBe(0);
		});
	});

	it('does not wait for a source that does not open, and lets go of it when it does', async () => {
		await withRemote({ settings: { timeoutMs: 30_000 } }, async ({ server, forRun, pool }) => {
			const stopper = new AbortController();
			const late = new PassThrough();
			let open = (): void => undefined;
			const source: ByteSource = {
				size: 10,
				open: async () => await new Promise((resolve) => (open = () => resolve(late))),
			};
			const running = forRun(testRun({ signal: stopper.signal })).write('/new.bin', source, {
				mode: 'atomic',
				verify: 'size',
			});
			running.catch(() => undefined);
			await server.until(() => server.commands('STOR').length > 0);
			stopper.abort(new Error('stopped'));
			await expect(running).rejects.toMatchObject({ category: 'cancelled' });
			expect(temporaryFiles(server)).toEqual([]);
			expect(pool.stats.busy).toBe(0);
			open();
			await new Promise((resolve) => late.once('close', resolve));
		});
	});

	it('does not wait for a source that stands still', async () => {
		await withRemote({ settings: { timeoutMs: 30_000 } }, async ({ server, forRun, pool }) => {
			const stopper = new AbortController();
			const source: ByteSource = {
				size: 10,
				open: async () => await Promise.resolve(new PassThrough()),
			};
			const running = forRun(testRun({ signal: stopper.signal })).write('/new.bin', source, {
				mode: 'atomic',
				verify: 'size',
			});
			running.catch(() => undefined);
			await server.until(() => server.commands('STOR').length > 0);
			stopper.abort(new Error('stopped'));
			await expect(running).rejects.toMatchObject({ category: 'cancelled' });
			expect(temporaryFiles(server)).toEqual([]);
			expect(pool.stats.busy).toBe(0);
		});
	});

	it('warns of no leak when many tasks share its signal', async () => {
		const warnings: string[] = [];
		const onWarning = (warning: Error) => void warnings.push(warning.name);
		process.on('warning', onWarning);
		await withRemote({}, async ({ server, forRun }) => {
			for (let at = 0; at < 40; at++) writeFileSync(join(server.root, `f${at}`), 'x');
			const endpoint = forRun(testRun({ signal: new AbortController().signal }));
			await Promise.all(
				Array.from(
					{ length: 40 },
					async (_file, at) => await endpoint.read(`/f${at}`, textOf, { verify: 'size' }),
				),
			);
		});
		process.removeListener('warning', onWarning);
		expect(warnings).toEqual([]);
	});
});
