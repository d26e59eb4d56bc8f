import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bytesOf, textOf } from '../../../support/memory/bytesOf';
import type { ServerOptions } from '../../../support/server/settings';
import { expectHealthy } from './healthy';
import { pipelining, withRemote } from './withRemote';

const names = [
	'plain.txt',
	'with blank.txt',
	' leading',
	'trailing ',
	'-dash',
	'--help',
	'[brackets] {a,b}',
	'star*and?mark',
	'quo"te',
	"apo'strophe",
	'umläut ß é',
	'a\tb',
	'back\\slash',
	'a;b|c&d$e`f',
	'%20',
	'#hash',
	'name=fact;x',
	'ünïcödé/'.slice(0, -1),
	'日本語',
	'😀.txt',
	'я',
	'ÿ',
	'.hidden',
	'...',
	' -> arrow',
];

const kinds: ReadonlyArray<readonly [string, ServerOptions]> = [
	['MLSD', {}],
	['MLSD, commands ahead', pipelining],
	['LIST', { off: ['MLSD', 'MLST'] }],
	['LIST that takes names for patterns', { off: ['MLSD', 'MLST'], globbing: true }],
	[
		'LIST that takes -a for a name',
		{ off: ['MLSD', 'MLST'], listArgument: 'name', hidden: 'always' },
	],
];

describe.each(kinds)('names on a server with %s', (_kind, options) => {
	it.each(names)('are written, listed, read, moved and deleted: "%s"', async (name) => {
		await withRemote({ server: options }, async (lent) => {
			const { server, endpoint } = lent;
			mkdirSync(join(server.root, name));
			const path = `/${name}/${name}`;
			await endpoint.write(path, bytesOf('content'), { mode: 'atomic', verify: 'size' });
			expect(readFileSync(join(server.root, name, name), 'utf8')).toBe('content');
			const { entries } = await endpoint.list(`/${name}`);
			// A listing by LIST cuts blanks at its lines' ends where a server pads them; what is listed must be reachable.
			expect(entries.map((entry) => entry.path)).toEqual([path]);
			expect(await endpoint.find(path)).toMatchObject({ path, type: 'file', size: 7 });
			expect((await endpoint.read(path, textOf, { verify: 'size' })).result).toBe('content');
			await endpoint.move(path, `/${name}/moved ${name}`, { overwrite: false });
			await endpoint.removeFile(`/${name}/moved ${name}`);
			expect((await endpoint.list(`/${name}`)).entries).toEqual([]);
			await expectHealthy(lent);
		});
	});
});

describe('names in the bytes of the server', () => {
	const umlaut = Buffer.from('gr\xfcn.txt', 'latin1');

	it.each([
		['found out', 'auto'],
		['given', 'latin1'],
	])('are Latin-1 where that is %s', async (_how, encoding) => {
		await withRemote(
			{ server: { encoding: 'latin1', off: ['UTF8', 'OPTS'] }, settings: { encoding } },
			async ({ server, endpoint }) => {
				writeFileSync(join(server.root, 'grün.txt'), 'green');
				const { entries } = await endpoint.list('/');
				expect(entries.map(({ name }) => name)).toEqual(['grün.txt']);
				expect((await endpoint.read('/grün.txt', textOf, { verify: 'size' })).result).toBe('green');
				expect(umlaut.length).toBe(8);
			},
		);
	});

	it('are Shift-JIS where that is given, a byte of a backslash included', async () => {
		await withRemote(
			{
				server: { encoding: 'shift_jis', off: ['UTF8', 'OPTS'] },
				settings: { encoding: 'shift_jis' },
			},
			async ({ server, endpoint }) => {
				// The second byte of 表 is that of a backslash.
				const name = '表 予定.txt';
				await endpoint.write(`/${name}`, bytesOf('plan'), { mode: 'atomic', verify: 'size' });
				expect(readFileSync(join(server.root, name), 'utf8')).toBe('plan');
				expect((await endpoint.list('/')).entries.map((entry) => entry.name)).toEqual([name]);
				expect((await endpoint.read(`/${name}`, textOf, { verify: 'size' })).result).toBe('plan');
			},
		);
	});

	it('that cannot be sent are refused before anything is', async () => {
		await withRemote({ settings: { encoding: 'latin1' } }, async ({ server, endpoint }) => {
			await expect(
				endpoint.write('/日本', bytesOf('x'), { mode: 'atomic', verify: 'size' }),
			).rejects.toMatchObject({ category: 'invalidInput' });
			expect(server.commands('STOR')).toEqual([]);
		});
	});

	it('below a Root Folder with umlauts are found', async () => {
		await withRemote(
			{ settings: { rootFolder: '/bücher/für alle' } },
			async ({ server, endpoint }) => {
				mkdirSync(join(server.root, 'bücher/für alle'), { recursive: true });
				writeFileSync(join(server.root, 'bücher/für alle/a'), 'x');
				expect((await endpoint.list('/')).entries.map(({ path }) => path)).toEqual(['/a']);
				expect(await endpoint.find('/a')).toMatchObject({ path: '/a', folder: '/' });
			},
		);
	});

	it.each([
		['', '/home/test/a'],
		['in', '/home/test/in/a'],
		['/', '/a'],
		['/in', '/in/a'],
	])('are below the Root Folder "%s"', async (rootFolder, place) => {
		await withRemote(
			{ server: { home: '/home/test' }, settings: { rootFolder } },
			async ({ server, endpoint }) => {
				for (const folder of ['home/test/in', 'in'])
					mkdirSync(join(server.root, folder), { recursive: true });
				await endpoint.write('/a', bytesOf('x'), { mode: 'atomic', verify: 'size' });
				expect(readFileSync(join(server.root, place), 'utf8')).toBe('x');
			},
		);
	});
});
