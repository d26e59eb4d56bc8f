import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deleteTree } from '../../../nodes/shared/files/deleteTree';
import { getEntry } from '../../../nodes/shared/files/getEntry';
import { LinkSpotter } from '../../../nodes/shared/files/LinkSpotter';
import { walk, wholeTree } from '../../../nodes/shared/files/walk';
import { testRun } from '../../support/memory/testRun';
import type { RealServerOptions } from '../../support/realServers/RealServerOptions';
import { withRealRemote } from '../../support/realServers/withRealRemote';

/** ProFTPD with `ShowSymlinks off`, as hosting companies have it: MLSD and LIST show links as what they lead to. */
const hidesLinks = { hidesLinks: true };
const whatever = () => ({});

function seedLoops(root: string, count: number): void {
	for (let i = 0; i < count; i++) {
		mkdirSync(join(root, `top/d${i}`), { recursive: true });
		writeFileSync(join(root, `top/d${i}/f${i}.txt`), 'x');
		symlinkSync('..', join(root, `top/d${i}/up`));
	}
}

describe('links that ProFTPD shows as folders', () => {
	it.each<[number, string, RealServerOptions, number]>([
		[2, 'MLSD', hidesLinks, 5],
		[3, 'MLSD', hidesLinks, 7],
		[5, 'MLSD', hidesLinks, 11],
		// LIST tells nothing but what is in a folder, and is asked twice at first; how deep ProFTPD goes is its own.
		[2, 'LIST', { ...hidesLinks, deniedCommands: ['MLSD', 'MLST'] }, 20],
		[5, 'LIST', { ...hidesLinks, deniedCommands: ['MLSD', 'MLST'] }, 90],
	])('%d that lead back do not make a walk by %s long', async (count, verb, options, most) => {
		await withRealRemote('proftpd', options, whatever, async ({ server, endpoint }) => {
			seedLoops(server.root, count);
			await server.own();
			const asked = async () =>
				(await server.commands()).filter((line) => line.split(' ')[0] === verb).length;
			for (const followLinks of [false, true]) {
				const seen = await asked();
				const rules = { ...wholeTree, followLinks, onFolderError: 'incomplete' } as const;
				const { entries } = await walk(endpoint, '/top', rules, testRun());
				for (let i = 0; i < count; i++)
					expect([...entries.keys()]).toContain(`/top/d${i}/f${i}.txt`);
				expect((await asked()) - seen).toBeLessThanOrEqual(most);
			}
		});
	});

	it('are deleted as links', async () => {
		await withRealRemote('proftpd', hidesLinks, whatever, async ({ server, endpoint }) => {
			for (const folder of ['kept/old', 'in/sub'])
				mkdirSync(join(server.root, folder), { recursive: true });
			writeFileSync(join(server.root, 'kept/precious.txt'), 'x');
			symlinkSync('../kept', join(server.root, 'in/way'));
			symlinkSync('..', join(server.root, 'in/sub/up'));
			await server.own();
			const links = new LinkSpotter(endpoint);
			await expect(links.find('/in/way')).resolves.toMatchObject({ type: 'link' });
			await expect(links.find('/in/sub')).resolves.toMatchObject({ type: 'folder' });
			await deleteTree(endpoint, await getEntry(endpoint, '/in'), 10, testRun());
			await expect(endpoint.find('/in')).resolves.toBeNull();
			await expect(endpoint.find('/kept/old')).resolves.toMatchObject({ type: 'folder' });
			await expect(endpoint.find('/kept/precious.txt')).resolves.toMatchObject({ size: 1 });
		});
	});

	// ProFTPD needs 46 s for 200 levels: it resolves each path part by part.
	it('leave a tree of 60 levels of one name as it is', async () => {
		await withRealRemote('proftpd', hidesLinks, whatever, async ({ server, endpoint }) => {
			mkdirSync(join(server.root, 'd/'.repeat(60)), { recursive: true });
			writeFileSync(join(server.root, `${'d/'.repeat(60)}end.txt`), 'x');
			await server.own();
			const { entries, incomplete } = await walk(endpoint, '/', wholeTree, testRun());
			expect(entries.size).toBe(61);
			expect(incomplete.size).toBe(0);
		});
	});
});
