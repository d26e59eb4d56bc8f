import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deleteTree } from '../../../../nodes/shared/files/deleteTree';
import { getEntry } from '../../../../nodes/shared/files/getEntry';
import { LinkSpotter } from '../../../../nodes/shared/files/LinkSpotter';
import { walk, wholeTree } from '../../../../nodes/shared/files/walk';
import { hideLines, on } from '../../../support/server/faults';
import { testRun } from '../../../support/memory/testRun';
import { withRemote } from './withRemote';

/** Folders with a link up and one to the next of them. */
function seedLoops(root: string, count: number): void {
	for (let i = 0; i < count; i++) {
		mkdirSync(join(root, `top/d${i}`), { recursive: true });
		writeFileSync(join(root, `top/d${i}/f${i}.txt`), 'x');
		symlinkSync('..', join(root, `top/d${i}/up`));
	}
}

describe('a server whose MLSD shows links as the folders that they lead to', () => {
	it.each([2, 3, 5])('is walked in few listings although %d links lead back', async (count) => {
		for (const followLinks of [false, true]) {
			await withRemote({ server: { linkFacts: 'folder' } }, async ({ server, endpoint }) => {
				seedLoops(server.root, count);
				const tree = await walk(endpoint, '/top', { ...wholeTree, followLinks }, testRun());
				expect(server.commands('MLSD')).toHaveLength(1 + 2 * count);
				expect(tree.entries.size).toBe(3 * count);
				expect(tree.entries.get('/top/d0/up')?.type).toBe('link');
			});
		}
	});

	it('tells of a link by the folder above it', async () => {
		await withRemote({ server: { linkFacts: 'folder' } }, async ({ server, endpoint }) => {
			mkdirSync(join(server.root, 'kept/old'), { recursive: true });
			mkdirSync(join(server.root, 'in/sub'), { recursive: true });
			writeFileSync(join(server.root, 'kept/precious.txt'), 'x');
			symlinkSync('../kept', join(server.root, 'in/way'));
			// As ProFTPD with `ShowSymlinks off`: LIST shows no link either.
			server.script(on('LIST', hideLines(/./)));
			const links = new LinkSpotter(endpoint);
			await expect(links.find('/in/sub')).resolves.toMatchObject({ type: 'folder' });
			// A folder that looks like one is believed to be one.
			expect(server.commands('MLSD')).toHaveLength(1);
			await expect(links.find('/in/way')).resolves.toMatchObject({ type: 'link' });
			const gone = await deleteTree(endpoint, await getEntry(endpoint, '/in'), 10, testRun());
			expect(gone.files.map(({ path, type }) => [path, type])).toEqual([['/in/way', 'link']]);
			await expect(getEntry(endpoint, '/kept/precious.txt')).resolves.toMatchObject({ size: 1 });
			await expect(endpoint.find('/in')).resolves.toBeNull();
		});
	});
});
