import { list } from '../../../nodes/FtpRemoteList/list';
import { outputs } from '../../../nodes/FtpRemoteList/outputs';
import { readRequest } from '../../../nodes/FtpRemoteList/fields';
import { formOf } from '../../support/formOf';
import { MemoryEndpoint } from '../../support/MemoryEndpoint';
import { testRun } from '../../support/memory/testRun';
import { file, link } from '../../support/memory/treeLiteral';

const zoo = {
	in: {
		'10.csv': file('ten', '2026-01-10T00:00:00Z'),
		'9.csv': file('nine', '2026-01-09T00:00:00Z'),
		'.hidden': 'h',
		'.a1b2c3d4.late.csv.part': 'half',
		sub: { 'c.txt': 'ccccc' },
		way: link('sub'),
	},
};

async function answer(values: object, run = testRun()) {
	const side = new MemoryEndpoint(zoo);
	const form = formOf({ operation: 'list', folder: '/in', returnAll: true, ...values });
	return outputs(await list(readRequest(form, 0), side, run)).map(({ json }) => json);
}
const names = async (values: object) => (await answer(values)).map(({ path }) => path);

describe('List', () => {
	it('gives one item an entry, as people count', async () => {
		expect(await names({})).toEqual([
			'/in/.a1b2c3d4.late.csv.part',
			'/in/.hidden',
			'/in/9.csv',
			'/in/10.csv',
			'/in/sub',
			'/in/way',
		]);
	});

	it('shows five fields of an entry, or all', async () => {
		const filters = { include: '9.csv' };
		const few = { name: '9.csv', path: '/in/9.csv', type: 'file', size: 4 };
		expect(await answer({ filters, simple: true })).toEqual([
			{ ...few, modifiedAt: '2026-01-09T00:00:00.000Z' },
		]);
		const [all] = await answer({ filters, simple: false });
		expect(all).toMatchObject({ ...few, folder: '/in', modifiedPrecision: 'second' });
		expect(all).toHaveProperty('linkTarget', null);
	});

	it.each<[string, object, string[]]>([
		['files', { type: 'files', filters: { includeHidden: false } }, ['/in/9.csv', '/in/10.csv']],
		['folders', { type: 'folders' }, ['/in/sub']],
		['names at any depth', { recursive: true, filters: { include: 'c.*' } }, ['/in/sub/c.txt']],
		[
			'what is not hidden, largest first',
			{
				recursive: true,
				type: 'files',
				filters: { includeHidden: false },
				options: { sortBy: 'size', sortDirection: 'desc' },
			},
			['/in/sub/c.txt', '/in/9.csv', '/in/10.csv'],
		],
		[
			'what is behind links',
			{
				recursive: true,
				filters: { include: 'c.*' },
				options: { followLinks: true },
			},
			['/in/sub/c.txt', '/in/way/c.txt'],
		],
		[
			'no deeper than wanted',
			{
				recursive: true,
				filters: { include: 'c.*' },
				options: { maxDepth: 1 },
			},
			[],
		],
		[
			'the newest',
			{
				type: 'files',
				filters: { include: '*.csv', includeHidden: false },
				options: { sortBy: 'modified', sortDirection: 'desc' },
				returnAll: false,
				limit: 1,
			},
			['/in/10.csv'],
		],
	])('picks %s', async (_, values, expected) => {
		expect(await names(values)).toEqual(expected);
	});

	it('says what the limit left out', async () => {
		const run = testRun();
		await answer({ returnAll: false, limit: 2 }, run);
		expect(run.hints).toEqual(['The limit left out 4 of 6 entries of /in']);
	});

	it('fails for a folder that is not there', async () => {
		await expect(answer({ folder: '/none' })).rejects.toMatchObject({ category: 'notFound' });
	});
});

describe('Get Info', () => {
	it('gives the whole entry', async () => {
		const [entry] = await answer({ operation: 'getInfo', path: '/in/9.csv' });
		expect(entry).toMatchObject({ path: '/in/9.csv', folder: '/in', size: 4, type: 'file' });
	});

	it('fails where there is nothing', async () => {
		const asking = answer({ operation: 'getInfo', path: '/in/none' });
		await expect(asking).rejects.toMatchObject({ category: 'notFound', path: '/in/none' });
	});
});

describe('Exists', () => {
	it.each([
		['/in/9.csv', true, 'file'],
		['/in/sub', true, 'folder'],
		['/in/way', true, 'link'],
		['/', true, 'folder'],
		['/in/none', false, null],
		['/none/at/all', false, null],
	])('says of %s: %p', async (path, exists, type) => {
		expect(await answer({ operation: 'exists', path })).toEqual([{ path, exists, type }]);
	});
});
