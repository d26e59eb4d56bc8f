import { rmSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeTree, readTree } from '../support/engine/diskTree';
import { locator } from '../support/engine/searchList';
import { stopEngine } from '../support/engine/stopEngine';
import { SyncScene } from '../support/engine/SyncScene';
import { serverKinds } from '../support/realServers/RealServerOptions';
import { startRealServer, type RealServer } from '../support/realServers/startRealServer';

const old = new Date('2026-01-02T03:04:05Z');
const mebibyte = 1024 * 1024;
const large = (letter: string) => letter.repeat(mebibyte);
const small = Object.fromEntries(
	['a', 'n', 'z'].flatMap((letter) =>
		Array.from({ length: 4 }, (_, i) => [`${letter}${i}.txt`, `small ${letter}${i}`]),
	),
);
/** Two of them do not fit, one of which stands there already with other content. */
const wanted = { ...small, 'm large.bin': large('m'), 'grown.bin': large('g') };
const remoteFolder = '/data';

/** What servers say of a full disk: ProFTPD 452, or now and then 451 as the two others, which then is tried again. */
const unclear = {
	...{ category: 'dataChannel', ftpCode: 451 },
	description: expect.stringContaining('its disk is full or at fault') as string,
};
const clear = {
	...{ category: 'quota', ftpCode: 452 },
	description: expect.stringContaining('Delete files that are no longer needed') as string,
};

let server: RealServer;
let scene: SyncScene;
afterAll(stopEngine);

describe.each(serverKinds)('a full disk of %s', (kind) => {
	beforeEach(async () => {
		// Large files take longer than small ones, as they do anywhere; ProFTPD may show how it is when they do not.
		const pace = kind === 'proftpd' ? {} : { bytesPerSecond: mebibyte };
		server = await startRealServer(kind, { diskBytes: 3 * mebibyte, ...pace });
		scene = new SyncScene(server, { retries: 1, retryDelay: 0.2 });
		writeTree(server.root, { 'data/grown.bin': 'before' }, old);
		writeTree(scene.local, { 'grown.bin': 'before' }, old);
		// Somebody else's.
		writeFileSync(join(server.root, 'filler.bin'), Buffer.alloc(2.2 * mebibyte));
		await server.own();
	});
	afterEach(async () => await server.stop());

	describe.each([
		['push', {}],
		['twoWay', {}],
		['push', { trashFolder: locator('/trash') }],
		['twoWay', { trashFolder: locator('/trash') }],
	] as const)('in %s with %p', (operation, more) => {
		it('costs no file, leaves no half one, and the next run completes', async () => {
			expect(await scene.summary(operation, { remoteFolder })).toMatchObject({ unchanged: 1 });
			writeTree(scene.local, wanted);
			const options = { ...more, onPathFailure: 'report' };
			const run = await scene.run(operation, { remoteFolder, options });
			expect(run.error).toBeUndefined();
			const failed = run.json('Sync').filter(({ status }) => status === 'failed');
			expect(failed.map(({ path }) => path)).toEqual(['/data/grown.bin', '/data/m large.bin']);
			for (const { path, problem } of failed) {
				const told =
					kind === 'proftpd' && (problem as { category: string }).category === 'quota'
						? clear
						: unclear;
				expect(problem).toMatchObject({
					...told,
					path,
					message: expect.stringContaining(path as string),
				});
			}
			expect(readTree(join(server.root, 'data'))).toEqual({ ...small, 'grown.bin': 'before' });
			expect(readdirSync(server.root).sort()).toEqual(['data', 'filler.bin']);

			const again = await scene.run(operation, { remoteFolder });
			expect(again.error).toMatchObject({
				message: expect.stringContaining('2 of 2 changes failed'),
				context: { ftpCode: expect.any(Number), path: '/data/grown.bin' },
			});
			expect(readTree(join(server.root, 'data'))).toEqual({ ...small, 'grown.bin': 'before' });

			rmSync(join(server.root, 'filler.bin'));
			expect(await scene.changes(operation, { remoteFolder, options })).toEqual([
				'upload /data/grown.bin changed done',
				'upload /data/m large.bin new done',
			]);
			expect(readTree(join(server.root, 'data'))).toEqual(readTree(scene.local));
			expect(await scene.changes(operation, { remoteFolder, options })).toEqual([]);
		});
	});
});
