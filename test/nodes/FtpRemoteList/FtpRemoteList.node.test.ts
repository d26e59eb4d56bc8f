import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NodeHelpers, type INodeParameters } from 'n8n-workflow';
import { FtpRemoteList } from '../../../nodes/FtpRemoteList/FtpRemoteList.node';

const node = new FtpRemoteList();
const { description } = node;
const codex = JSON.parse(
	readFileSync(join(__dirname, '../../../nodes/FtpRemoteList/FtpRemoteList.node.json'), 'utf8'),
) as { node: string; alias: string[] };
const filled = (given: INodeParameters) =>
	NodeHelpers.getNodeParameters(description.properties, given, true, false, null, description);
const collection = (name: string) =>
	description.properties.find((property) => property.name === name)?.options ?? [];

describe('the form of FTP Remote List', () => {
	it('lists the Root Folder when nothing is said', () => {
		expect(filled({})).toEqual({
			operation: 'list',
			folder: { __rl: true, mode: 'list', value: '/' },
			recursive: false,
			type: 'all',
			returnAll: true,
			simple: true,
			filters: {},
			options: {},
		});
	});

	it.each(['getInfo', 'exists'])('asks for a path only, to %s', (operation) => {
		const path = { __rl: true, mode: 'list', value: '' };
		expect(filled({ operation })).toEqual({ operation, path });
	});

	it('asks for a limit only when not everything is wanted', () => {
		expect(filled({ returnAll: false })).toMatchObject({ limit: 50 });
	});

	it.each([
		['options', ['followLinks', 'maxDepth', 'sortBy', 'sortDirection']],
		[
			'filters',
			[
				'exclude',
				'include',
				'includeHidden',
				'maxSize',
				'minSize',
				'modifiedAfter',
				'modifiedBefore',
			],
		],
	])('offers %s that n8n shows for every operation', (name, names) => {
		const children = collection(name);
		expect(children.map((child) => child.name)).toEqual(names);
		expect(children.filter((child) => 'displayOptions' in child)).toEqual([]);
	});

	it('names a browser for each path that there is', () => {
		const methods = description.properties.flatMap(
			({ modes = [] }) => modes[0]?.typeOptions?.searchListMethod ?? [],
		);
		expect(methods).toHaveLength(2);
		expect(Object.keys(node.methods.listSearch)).toEqual(methods);
	});

	it('is found by what people call it', () => {
		expect(codex.node).toBe('n8n-nodes-ftp-remote.ftpRemoteList');
		expect(codex.alias).toEqual(
			expect.arrayContaining(['FTP', 'FTPS', 'FTPES', 'File Transfer', 'browse', 'exists']),
		);
	});
});
