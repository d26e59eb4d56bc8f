import { NodeApiError, type ILoadOptionsFunctions } from 'n8n-workflow';
import { browse, searchPaths } from '../../../../nodes/shared/n8n/searchPaths';
import { MemoryEndpoint } from '../../../support/MemoryEndpoint';
import { link } from '../../../support/memory/treeLiteral';
import { on, reply } from '../../../support/server/faults';
import { FtpServer } from '../../../support/server/FtpServer';

const server = () =>
	new MemoryEndpoint({
		'b.txt': 'b',
		in: {
			'orders-10.csv': '',
			'orders-2.csv': '',
			Archive: {},
			'latest.csv': link('orders-2.csv'),
		},
		out: {},
	});

async function names(
	search: string,
	current: unknown = '',
	browsed: 'folders' | 'filesAndFolders' = 'filesAndFolders',
) {
	const { results } = await browse(server(), browsed, { current, search, page: undefined });
	return results.map(({ name }) => name);
}

const inFolder = ['/in/Archive/', '/in/latest.csv', '/in/orders-2.csv', '/in/orders-10.csv'];

it.each([
	['the root when nothing is chosen', '', '', ['/in/', '/out/', '/b.txt']],
	['the folder of the current value', '', '/in/orders-2.csv', inFolder],
	['the current value when it is a folder', '', '/in/', inFolder],
	['the folder of a resource locator', '', { mode: 'list', value: '/in/a' }, inFolder],
	['the root for an expression', '', '={{ $json.path }}', ['/in/', '/out/', '/b.txt']],
	['the root for a value that cannot be right', '', '/a/../../b', ['/in/', '/out/', '/b.txt']],
	['what stands before the last slash', '/in/', '/out/x', inFolder],
	['a folder typed without its slash', 'in/', '', inFolder],
	['the root for a slash', '/', '/in/a', ['/in/', '/out/', '/b.txt']],
	['what the rest filters in any case', '/in/arch', '', ['/in/Archive/']],
	[
		'the root for an expression with a slash',
		'',
		'=/in/{{ $json.name }}',
		['/in/', '/out/', '/b.txt'],
	],
	['what the rest filters', '/in/ORD', '', ['/in/orders-2.csv', '/in/orders-10.csv']],
	['a filter in the folder of the value', '10', '/in/a', ['/in/orders-10.csv']],
	['nothing where nothing fits', '/in/xyz', '', []],
])('lists %s', async (_, search, current, expected) => {
	expect(await names(search, current)).toEqual(expected);
});

it('offers folders, and links that may lead to one, where a folder is wanted', async () => {
	expect(await names('/in/', '', 'folders')).toEqual(['/in/Archive/', '/in/latest.csv']);
});

it('gives as value what the list shows', async () => {
	const { results } = await browse(server(), 'folders', {
		current: '',
		search: '',
		page: undefined,
	});
	expect(results).toEqual([
		{ name: '/in/', value: '/in/' },
		{ name: '/out/', value: '/out/' },
	]);
});

it('gives 100 entries a page', async () => {
	const many = Object.fromEntries(Array.from({ length: 250 }, (_, i) => [`f${i}`, '']));
	const endpoint = new MemoryEndpoint(many);
	const seen: string[] = [];
	const sizes: number[] = [];
	let page: string | undefined;
	do {
		const request = { current: '', search: '', page };
		const { results, paginationToken } = await browse(endpoint, 'filesAndFolders', request);
		sizes.push(results.length);
		seen.push(...results.map(({ name }) => name));
		page = paginationToken as string | undefined;
	} while (page !== undefined);
	expect(sizes).toEqual([100, 100, 50]);
	expect(new Set(seen).size).toBe(250);
});

it('has no page behind a full one', async () => {
	const many = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`f${i}`, '']));
	const request = { current: '', search: '', page: undefined };
	const { results, ...rest } = await browse(new MemoryEndpoint(many), 'filesAndFolders', request);
	expect(results).toHaveLength(100);
	expect(rest).toEqual({});
});

describe('the list in the editor', () => {
	/** What n8n hands to a list: as much of it as is used. */
	const editor = (server: FtpServer) =>
		({
			getNode: () => ({ name: 'List', type: 'ftpRemoteList', typeVersion: 1, parameters: {} }),
			getCredentials: async () => ({
				...{ host: '127.0.0.1', port: server.port, user: 'test', password: 'secret', ssl: 'never' },
				...{ advanced: true, retries: 3, retryDelay: 0 },
			}),
			getCurrentNodeParameter: () => ({ mode: 'list', value: '' }),
			logger: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
		}) as unknown as ILoadOptionsFunctions;

	it('shows message and description of a failure, after one try', async () => {
		const server = await FtpServer.start({});
		try {
			server.script(on('GREETING', reply('421 Try again later')));
			const listing = searchPaths('folder', 'folders').call(editor(server), '/');
			await expect(listing).rejects.toBeInstanceOf(NodeApiError);
			await expect(listing).rejects.toMatchObject({
				message: expect.stringContaining('accepts no further connection'),
				description: expect.stringContaining('Max Connections'),
			});
			expect(server.stats.connections).toBe(1);
		} finally {
			await server.stop();
		}
	});
});

it('fails with the error of the server', async () => {
	await expect(names('/missing/')).rejects.toMatchObject({ category: 'notFound' });
	await expect(names('/../up/')).rejects.toMatchObject({ category: 'invalidInput' });
});
