import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServerOptions } from '../../../support/server/settings';
import { hideLines, on } from '../../../support/server/faults';
import { withRemote, type Lent } from './withRemote';

function seed({ server }: Lent): void {
	mkdirSync(join(server.root, 'kept'));
	mkdirSync(join(server.root, 'in/sub'), { recursive: true });
	writeFileSync(join(server.root, 'in/a.txt'), 'abc');
	symlinkSync('../kept', join(server.root, 'in/way'));
	symlinkSync('../gone', join(server.root, 'in/broken'));
}

const types = async ({ endpoint }: Lent, tellLinks: boolean) => {
	const { entries } = await endpoint.list('/in', { tellLinks });
	return Object.fromEntries(entries.map(({ name, type }) => [name, type]));
};

const told = { 'a.txt': 'file', broken: 'link', sub: 'folder', way: 'link' };

describe('a folder with links', () => {
	it.each<[string, ServerOptions]>([
		['MLSD that shows links as what they lead to', { linkFacts: 'folder' }],
		['MLSD that shows links', { linkFacts: 'slink' }],
		['MLSD that shows no target', { linkFacts: 'symlink' }],
		['LIST only', { off: ['MLSD', 'MLST'] }],
	])('is listed with its links as links: %s', async (_, server) => {
		await withRemote({ server }, async (lent) => {
			seed(lent);
			expect(await types(lent, true)).toEqual(told);
		});
	});

	it('is not read twice where links do not matter', async () => {
		await withRemote({ server: { linkFacts: 'folder' } }, async (lent) => {
			seed(lent);
			expect(await types(lent, false)).toMatchObject({ way: 'folder' });
			expect(lent.server.commands('LIST')).toEqual([]);
		});
	});

	it('shows a link that MLSD leaves out', async () => {
		await withRemote({}, async (lent) => {
			seed(lent);
			lent.server.script(on('MLSD', hideLines(/ broken$/)));
			expect(await types(lent, true)).toEqual(told);
		});
	});

	it('keeps the exact sizes and times of MLSD', async () => {
		await withRemote({}, async (lent) => {
			seed(lent);
			const { entries } = await lent.endpoint.list('/in', { tellLinks: true });
			const file = entries.find(({ name }) => name === 'a.txt');
			expect(file).toMatchObject({ size: 3, modifiedPrecision: 'second' });
		});
	});

	it('is listed as MLSD shows it on a server without LIST', async () => {
		await withRemote({ server: { linkFacts: 'folder', off: ['LIST'] } }, async (lent) => {
			seed(lent);
			expect(await types(lent, true)).toMatchObject({ way: 'folder', sub: 'folder' });
		});
	});
});
