import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
	addLines,
	cutControl,
	cutData,
	cutListing,
	dataPort,
	finalReply,
	listingText,
	on,
	type Fault,
} from '../../../support/server/faults';
import { expectHealthy } from './healthy';
import { pipelining, withRemote, type LendOptions, type Lent } from './withRemote';

const listings = ['MLSD', 'LIST'] as const;
const folders = ['/a', '/b', '/c', '/d'];

/** A server with a file in each of some folders, of which everything is known that listings need. */
async function withKnown(
	verb: (typeof listings)[number],
	settings: NonNullable<LendOptions['settings']>,
	use: (lent: Lent) => Promise<void>,
): Promise<void> {
	const server = { ...pipelining, off: verb === 'LIST' ? ['MLSD', 'MLST'] : [] };
	await withRemote({ server, settings: { maxConnections: 1, ...settings } }, async (lent) => {
		for (const folder of folders) {
			mkdirSync(join(lent.server.root, folder));
			writeFileSync(join(lent.server.root, folder, 'file'), folder);
		}
		await lent.endpoint.list('/');
		await lent.endpoint.list('/a');
		await use(lent);
	});
}

async function namesIn({ endpoint }: Lent, folder: string): Promise<string[]> {
	return (await endpoint.list(folder)).entries.map(({ path }) => path);
}

describe.each(listings)('folders listed by %s one after the other', (verb) => {
	it('take a command for folder and port, and one for the listing', async () => {
		await withKnown(verb, { retries: 0 }, async (lent) => {
			const count = () => lent.server.commands().length;
			const before = count();
			const listed = await Promise.all(folders.map(async (folder) => await namesIn(lent, folder)));
			expect(listed).toEqual(folders.map((folder) => [`${folder}/file`]));
			expect(count() - before).toBe(3 * folders.length);
			await expectHealthy(lent);
		});
	});

	it('are entered before the last answer to the one before', async () => {
		await withKnown(verb, { retries: 0, timeoutMs: 500 }, async (lent) => {
			lent.server.script(on(verb, { nth: 1 }, finalReply(null)));
			const both = Promise.allSettled([namesIn(lent, '/a'), namesIn(lent, '/b')]);
			await lent.server.until(({ record }) => record.commands('CWD').includes('CWD /b'));
			expect(lent.pool.stats.created).toBe(1);
			await both;
		});
	});

	it.each<[string, Fault]>([
		['is refused at its end', finalReply('426 Connection closed')],
		['is called a failure at its end', finalReply('550 Failed')],
		['is cut in a line', cutListing()],
		['is cut before its first byte', cutData(0)],
		['is empty once', listingText('')],
		['loses its connection', cutControl(10)],
	])('are read again where one %s', async (_title, fault) => {
		await withKnown(verb, { retries: 1 }, async (lent) => {
			lent.server.script(on(verb, { nth: 1 }, fault));
			const listed = await Promise.all(folders.map(async (folder) => await namesIn(lent, folder)));
			expect(listed).toEqual(folders.map((folder) => [`${folder}/file`]));
			await expectHealthy(lent);
		});
	});

	it('are not believed, whole as they look, where the answer at the end is a failure', async () => {
		const ghost =
			verb === 'MLSD' ? 'type=file;size=1; ghost' : '-rw-r--r-- 1 a b 1 Jan 1 2024 ghost';
		await withKnown(verb, { retries: 0 }, async (lent) => {
			const failed = finalReply('426 Connection closed');
			lent.server.script(on(verb, { nth: 1 }, addLines(ghost), failed));
			expect(await namesIn(lent, '/b')).toEqual(['/b/file']);
			expect(lent.server.commands(verb).length).toBeGreaterThan(1);
		});
	});

	it.each(['refused', 'filtered'] as const)(
		'are asked for one command at a time once a port asked for ahead is %s',
		async (how) => {
			await withKnown(verb, { retries: 0, timeoutMs: 300 }, async (lent) => {
				lent.server.script(on('EPSV', { nth: 1 }, dataPort(how)));
				for (const folder of folders)
					expect(await namesIn(lent, folder)).toEqual([`${folder}/file`]);
				expect(lent.shared.profile.overlaps).toBe(false);
				await expectHealthy(lent);
			});
		},
	);

	it('give a file that was set aside its name back', async () => {
		await withKnown(verb, { retries: 0 }, async (lent) => {
			writeFileSync(join(lent.server.root, 'a/.abcd1234.lost.old'), 'lost');
			expect(await namesIn(lent, '/a')).toEqual(expect.arrayContaining(['/a/file', '/a/lost']));
			await expectHealthy(lent);
		});
	});

	it('fail where one is missing, and go on', async () => {
		await withKnown(verb, { retries: 0 }, async (lent) => {
			const missing = namesIn(lent, '/none');
			const there = namesIn(lent, '/b');
			await expect(missing).rejects.toMatchObject({ category: 'notFound', path: '/none' });
			expect(await there).toEqual(['/b/file']);
			await expectHealthy(lent);
		});
	});
});
