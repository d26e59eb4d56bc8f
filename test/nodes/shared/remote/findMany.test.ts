import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dropBefore, on, reply } from '../../../support/server/faults';
import type { ServerOptions } from '../../../support/server/settings';
import { pipelining, withRemote } from './withRemote';

const kinds: ReadonlyArray<readonly [string, ServerOptions]> = [
	['MLST', {}],
	['MLST, commands ahead', pipelining],
	['SIZE, MDTM and CWD', { off: ['MLSD', 'MLST'] }],
	['SIZE, MDTM and CWD, commands ahead', { ...pipelining, off: ['MLSD', 'MLST'] }],
	['listings', { off: ['MLSD', 'MLST', 'SIZE', 'MDTM'] }],
];

describe.each(kinds)('asking for many paths by %s', (_kind, options) => {
	it('gives one answer a path, in order', async () => {
		await withRemote({ server: options }, async ({ server, endpoint, pool }) => {
			const paths = Array.from({ length: 90 }, (_path, at) => `/${at}`);
			for (const [at, path] of paths.entries()) {
				if (at % 3 === 0) writeFileSync(join(server.root, path), 'x'.repeat(at));
				if (at % 3 === 1) mkdirSync(join(server.root, path));
			}
			const looks = await endpoint.findMany(paths);
			expect(
				looks.map((look) => (look instanceof Error ? look.message : (look?.type ?? null))),
			).toEqual(paths.map((_path, at) => (['file', 'folder', null] as const)[at % 3]));
			expect(looks.map((look) => (look instanceof Error ? null : look?.path))).toEqual(
				paths.map((path, at) => (at % 3 === 2 ? undefined : path)),
			);
			expect(await endpoint.findMany([])).toEqual([]);
			expect(pool.stats.busy).toBe(0);
		});
	});

	it('knows the size and second of a file', async () => {
		await withRemote({ server: options }, async ({ server, endpoint }) => {
			writeFileSync(join(server.root, 'a'), 'hello');
			expect(await endpoint.find('/a')).toMatchObject({
				name: 'a',
				path: '/a',
				folder: '/',
				type: 'file',
				size: 5,
			});
			expect(await endpoint.find('/')).toMatchObject({ type: 'folder' });
			expect(await endpoint.find('/no/such/file')).toBeNull();
		});
	});

	it('goes on after a lost connection', async () => {
		await withRemote({ server: options }, async ({ server, endpoint }) => {
			writeFileSync(join(server.root, 'a'), 'hello');
			server.script(on(['MLST', 'CWD'], { nth: 2 }, dropBefore('reset')));
			expect(await endpoint.findMany(['/a', '/b', '/c'])).toMatchObject([{ size: 5 }, null, null]);
		});
	});
});

describe('asking for many paths', () => {
	it('gives an error in place of the path that it is about', async () => {
		await withRemote({}, async ({ server, endpoint }) => {
			writeFileSync(join(server.root, 'a'), 'hello');
			server.script(
				on('MLST', { path: '/b' }, reply('550 Permission denied')),
				on(['MLSD', 'LIST'], reply('550 Permission denied')),
			);
			expect(await endpoint.findMany(['/a', '/b', '/c'])).toMatchObject([
				{ size: 5 },
				{ category: 'permission', path: '/b' },
				null,
			]);
		});
	});

	it('gives an error for each path when the server is gone', async () => {
		await withRemote({ settings: { retries: 1 } }, async ({ server, endpoint }) => {
			await endpoint.find('/');
			await server.pause();
			const looks = await endpoint.findMany(['/a', '/b']);
			expect(looks).toMatchObject([
				{ category: 'unreachable', path: '/a' },
				{ category: 'unreachable', path: '/b' },
			]);
			await server.resume();
		});
	});

	it('is not "not there" when the server only puts it off', async () => {
		await withRemote({ settings: { retries: 1 } }, async ({ server, endpoint }) => {
			server.script(on('MLST', { nth: 1 }, reply('450 Busy')));
			writeFileSync(join(server.root, 'a'), 'hello');
			expect(await endpoint.find('/a')).toMatchObject({ size: 5 });
			server.script(on('MLST', reply('450 Busy')));
			await expect(endpoint.find('/a')).rejects.toMatchObject({
				category: 'connectionLost',
				ftpCode: 450,
				attempts: 2,
			});
		});
	});
});

describe('a path that a server without MLST does not find', () => {
	const off = ['MLST', 'MLSD'];
	const noTime = reply('550 File unavailable');

	it.each([
		['450 No such file or directory', reply('450 Try later'), null],
		['450 Failed to get size of file', noTime, null],
		['450 Failed to get size of file', reply('450 Try later'), 'connectionLost'],
		['450 Failed to get size of file', reply('550 Permission denied'), 'connectionLost'],
	])('is not there only where that is clear (SIZE: %s)', async (size, mdtm, category) => {
		const faults = [on('SIZE', reply(size)), on('MDTM', mdtm)];
		const settings = { retries: 0 };
		await withRemote({ server: { off, faults }, settings }, async ({ endpoint }) => {
			const finding = endpoint.find('/none');
			if (category === null) await expect(finding).resolves.toBeNull();
			else await expect(finding).rejects.toMatchObject({ category });
		});
	});

	it.each(['202 Superfluous', '500 Unknown command'])(
		'is looked for in a listing (SIZE: %s)',
		async (size) => {
			const faults = [on('SIZE', reply(size)), on('MDTM', noTime)];
			await withRemote({ server: { off, faults } }, async ({ server, endpoint }) => {
				writeFileSync(join(server.root, 'a'), 'x');
				expect(await endpoint.find('/a')).toMatchObject({ size: 1 });
				expect(await endpoint.find('/none')).toBeNull();
			});
		},
	);
});
