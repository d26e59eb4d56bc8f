import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
	dropBefore,
	loseReply,
	on,
	refuse,
	refuseOverExisting,
	reply,
	type Rule,
} from '../../../support/server/faults';
import type { ServerOptions } from '../../../support/server/settings';
import { expectHealthy } from './healthy';
import { withRemote, type Lent } from './withRemote';

const quick = { retries: 1 };
const over = { overwrite: true };
const never = { overwrite: false };

function put({ server }: Lent, files: Readonly<Record<string, string>>): void {
	for (const [path, content] of Object.entries(files)) {
		mkdirSync(dirname(join(server.root, path)), { recursive: true });
		writeFileSync(join(server.root, path), content);
	}
}

/** Every file on the server with its content; a folder as `null`. */
function left({ server: { root } }: Lent): Record<string, string | null> {
	const paths = readdirSync(root, { recursive: true }).map(String).sort();
	return Object.fromEntries(
		paths.map((path) => {
			const place = join(root, path);
			return [path, statSync(place).isDirectory() ? null : readFileSync(place, 'utf8')];
		}),
	);
}

describe('what was moved', () => {
	it.each<[string, ServerOptions]>([
		['MLST', {}],
		['SIZE and MDTM', { off: ['MLST', 'MLSD'] }],
	])('is told as it was seen by %s, at its new place', async (_, server) => {
		await withRemote({ server, settings: quick }, async (lent) => {
			put(lent, { 'in/a.csv': '12345' });
			const modified = new Date('2026-01-02T03:04:05Z');
			utimesSync(join(lent.server.root, 'in/a.csv'), modified, modified);
			mkdirSync(join(lent.server.root, 'out'));
			expect(await lent.endpoint.move('/in/a.csv', '/out/b.csv', never)).toMatchObject({
				name: 'b.csv',
				path: '/out/b.csv',
				folder: '/out',
				type: 'file',
				size: 5,
				modifiedAt: '2026-01-02T03:04:05.000Z',
				modifiedPrecision: 'second',
			});
			expect(await lent.endpoint.move('/out', '/in/out', never)).toMatchObject({
				path: '/in/out',
				type: 'folder',
			});
		});
	});

	it('is told although the answer was lost', async () => {
		await withRemote({ settings: quick }, async (lent) => {
			put(lent, { a: '12345' });
			lent.server.script(on('RNTO', { nth: 1 }, loseReply()));
			expect(await lent.endpoint.move('/a', '/b', never)).toMatchObject({ path: '/b', size: 5 });
		});
	});
});

describe('a file that is overwritten', () => {
	const refusing = on('RNTO', refuseOverExisting());

	it.each<[string, readonly Rule[]]>([
		['by a server that renames over it', []],
		['by one that does not', [refusing]],
		['after a lost answer', [on('RNTO', { nth: 1 }, loseReply())]],
		['after a cut', [on('RNTO', { nth: 1 }, dropBefore())]],
		['after a lost answer while it is set aside', [refusing, on('RNTO', { nth: 2 }, loseReply())]],
		['after a cut while it is set aside', [refusing, on('RNTO', { nth: 2 }, dropBefore())]],
		['after a lost answer to the second try', [refusing, on('RNTO', { nth: 3 }, loseReply())]],
		['after a cut of the second try', [refusing, on('RNTO', { nth: 3 }, dropBefore())]],
		['after a lost answer while it is removed', [refusing, on('DELE', { nth: 1 }, loseReply())]],
		['after a cut while it is removed', [refusing, on('DELE', { nth: 1 }, dropBefore())]],
	])('is replaced, and nothing stays beside it: %s', async (_, rules) => {
		await withRemote({ settings: quick }, async (lent) => {
			put(lent, { 'in/a': 'new', 'out/a': 'old' });
			lent.server.script(...rules);
			await lent.endpoint.move('/in/a', '/out/a', over);
			expect(left(lent)).toEqual({ in: null, out: null, 'out/a': 'new' });
			await expectHealthy(lent);
		});
	});

	it.each<[string, readonly Rule[]]>([
		['cannot have its name', [refusing, on('RNTO', { nth: 3 }, reply('550 Permission denied'))]],
		['may not be renamed at all', [refuse('RNTO', 550)]],
		[
			'is cut off for good',
			[refusing, on('RNTO', { nth: 3 }, dropBefore()), on('RNFR', { nth: 4 }, dropBefore())],
		],
	])('stays, with its name, when the new one %s', async (_, rules) => {
		await withRemote({ settings: { ...quick, maxConnections: 1 } }, async (lent) => {
			put(lent, { 'in/a': 'new', 'out/a': 'old' });
			lent.server.script(...rules);
			await expect(lent.endpoint.move('/in/a', '/out/a', over)).rejects.toThrow('/in/a');
			expect(left(lent)).toEqual({ in: null, 'in/a': 'new', out: null, 'out/a': 'old' });
		});
	});

	it('is not touched when there is nothing that could take its place', async () => {
		await withRemote({ settings: quick }, async (lent) => {
			put(lent, { 'out/a': 'old' });
			lent.server.script(refusing);
			await expect(lent.endpoint.move('/in/a', '/out/a', over)).rejects.toMatchObject({
				category: 'notFound',
			});
			expect(lent.server.commands('RNTO')).not.toContainEqual(expect.stringContaining('.old'));
			expect(left(lent)).toEqual({ out: null, 'out/a': 'old' });
		});
	});
});

describe('a rename that the server calls impossible for now', () => {
	it.each(['Read-only file system', 'Permission denied', 'Invalid cross-device link'])(
		'is refused for good with these words: %s',
		async (why) => {
			await withRemote({ settings: { retries: 3 } }, async (lent) => {
				put(lent, { a: '1' });
				lent.server.script(on('RNTO', reply(`451 Rename/move failure: ${why}`)));
				await expect(lent.endpoint.move('/a', '/b', never)).rejects.toMatchObject({
					category: 'permission',
					attempts: 1,
				});
			});
		},
	);
});

describe('what is in the way', () => {
	it.each<[string, Record<string, string>, string, RegExp]>([
		['a folder of a file', { a: '1', 'b/x': '2' }, '/b', /a folder is never replaced/],
		['a folder of a folder', { 'a/x': '1', 'b/x': '2' }, '/b', /a folder is never replaced/],
		['a file of a folder', { 'a/x': '1', b: '2' }, '/b', /never takes the place of a file/],
	])('is %s, also when it may overwrite', async (_, files, to, advice) => {
		await withRemote({ settings: quick }, async (lent) => {
			put(lent, files);
			const before = left(lent);
			await expect(lent.endpoint.move('/a', to, over)).rejects.toMatchObject({
				category: 'alreadyExists',
				path: '/a',
				description: expect.stringMatching(advice) as string,
			});
			expect(left(lent)).toEqual(before);
		});
	});

	it('is an empty folder, which servers would replace by another one', async () => {
		await withRemote({ settings: quick }, async (lent) => {
			put(lent, { 'a/x': '1' });
			mkdirSync(join(lent.server.root, 'b'));
			await expect(lent.endpoint.move('/a', '/b', over)).rejects.toMatchObject({
				category: 'alreadyExists',
			});
			expect(left(lent)).toEqual({ a: null, 'a/x': '1', b: null });
		});
	});
});

describe('another spelling of a name', () => {
	/** As a server answers that ignores case. */
	const found = reply('250-Listing\r\n type=file;size=1; /b.CSV\r\n250 End');

	it('is no other file for a server that ignores case', async () => {
		await withRemote({ settings: quick }, async (lent) => {
			put(lent, { 'b.csv': '1', other: '2' });
			lent.server.script(on('MLST', { path: '/b.CSV' }, found));
			await lent.endpoint.move('/b.csv', '/b.CSV', never);
			expect(left(lent)).toEqual({ 'b.CSV': '1', other: '2' });
		});
	});

	it('is another file where the listing shows both', async () => {
		await withRemote({ settings: quick }, async (lent) => {
			put(lent, { 'b.csv': '1', 'b.CSV': '2' });
			await expect(lent.endpoint.move('/b.csv', '/b.CSV', never)).rejects.toMatchObject({
				category: 'alreadyExists',
			});
			expect(left(lent)).toEqual({ 'b.csv': '1', 'b.CSV': '2' });
		});
	});

	it('is taken for another file where the folder cannot be listed', async () => {
		await withRemote({ settings: quick }, async (lent) => {
			put(lent, { 'b.csv': '1' });
			lent.server.script(
				on('MLST', { path: '/b.CSV' }, found),
				refuse('MLSD', 550),
				refuse('LIST', 550),
			);
			await expect(lent.endpoint.move('/b.csv', '/b.CSV', never)).rejects.toMatchObject({
				category: 'alreadyExists',
			});
			expect(left(lent)).toEqual({ 'b.csv': '1' });
		});
	});
});
