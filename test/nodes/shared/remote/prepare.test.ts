import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { quotedFolder } from '../../../../nodes/shared/remote/prepare';
import { bytesOf } from '../../../support/memory/bytesOf';
import { hideFeatures, on } from '../../../support/server/faults';
import { pipelining, withRemote, type Lent } from './withRemote';

describe('the folder that the login lands in', () => {
	it.each([
		['257 "/home/test" is the current directory', '/home/test'],
		['257 "/" is cwd', '/'],
		['257 "/with ""quotes"" inside"', '/with "quotes" inside'],
		['257 "/umläut" is your current location', '/umläut'],
		['257 "C:\\\\data"', null],
		['257 /without/quotes', '/without/quotes'],
		['257 /without/quotes is the current directory.', '/without/quotes'],
		['257 /two words, who knows where it ends', null],
		['257 ""', null],
	])('%s', (text, expected) => {
		expect(quotedFolder(text)).toBe(expected);
	});
});

describe('the Root Folder', () => {
	it.each([
		['/', '', '/'],
		['/', 'in', '/in'],
		['/', 'in/sub', '/in/sub'],
		['/home', '', '/home'],
		['/home/', 'in', '/home/in'],
		['/home', 'in', '/home/in'],
		['/home', '/in', '/in'],
		['/home', '/', '/'],
	])('of a login that lands in %s and is given "%s" is %s throughout', async (home, given, is) => {
		const options = { server: { home }, settings: { rootFolder: given, maxConnections: 1 } };
		await withRemote(options, async ({ server, endpoint }) => {
			const folder = join(server.root, is);
			mkdirSync(join(folder, 'sub'), { recursive: true });
			mkdirSync(join(server.root, home), { recursive: true });
			for (const path of ['/a', '/sub/b']) {
				await endpoint.list('/sub');
				await endpoint.write(path, bytesOf('x'), { mode: 'atomic', verify: 'size' });
				expect(readFileSync(join(folder, path), 'utf8')).toBe('x');
				expect(await endpoint.find(path)).toMatchObject({ path });
			}
		});
	});
});

/** Uses three connections at once. */
async function useThree({ endpoint, pool }: Lent): Promise<void> {
	const turn = { owner: 'other', signal: new AbortController().signal };
	await pool.use(async () => {
		endpoint.announce(2);
		while (pool.stats.open < 3) await new Promise(setImmediate);
	}, turn);
}

describe.each([
	['one command at a time', {}],
	['commands ahead', pipelining],
])('a login to a server that takes %s', (_kind, server) => {
	it.each(['', '/in'])(
		'asks for FEAT once, and for UTF-8 each time (Root Folder "%s")',
		async (rootFolder) => {
			await withRemote({ server, settings: { rootFolder } }, async (lent) => {
				await useThree(lent);
				expect(lent.server.commands('FEAT')).toHaveLength(1);
				expect(lent.server.commands('OPTS')).toEqual(Array(3).fill('OPTS UTF8 ON'));
			});
		},
	);

	it('asks for no UTF-8 where FEAT does not offer it', async () => {
		const faults = [on('FEAT', hideFeatures('UTF8'))];
		await withRemote({ server: { ...server, faults } }, async (lent) => {
			await useThree(lent);
			expect(lent.server.commands('OPTS')).toEqual([]);
		});
	});

	it('finds out from the name of its own folder how names are written', async () => {
		const options = {
			...server,
			encoding: 'latin1',
			home: '/Grün',
			faults: [on('FEAT', hideFeatures('UTF8'))],
		};
		await withRemote({ server: options }, async ({ server: { root }, endpoint }) => {
			mkdirSync(join(root, 'Grün'));
			writeFileSync(join(root, 'Grün/größe.txt'), 'x');
			expect((await endpoint.list('/')).entries.map(({ name }) => name)).toEqual(['größe.txt']);
		});
	});
});
