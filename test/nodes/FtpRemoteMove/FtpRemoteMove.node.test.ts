import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NodeHelpers, type INodeParameters } from 'n8n-workflow';
import { FtpRemoteMove } from '../../../nodes/FtpRemoteMove/FtpRemoteMove.node';

const node = new FtpRemoteMove();
const { description } = node;
const codex = JSON.parse(
	readFileSync(join(__dirname, '../../../nodes/FtpRemoteMove/FtpRemoteMove.node.json'), 'utf8'),
) as { node: string; alias: string[] };
const filled = (given: INodeParameters) =>
	NodeHelpers.getNodeParameters(description.properties, given, true, false, null, description);
const nowhere = { __rl: true, mode: 'list', value: '' };

describe('the form of FTP Remote Move', () => {
	it.each<[string, object]>([
		['move', { fromPath: nowhere, toPath: nowhere }],
		['rename', { path: nowhere, newName: '' }],
		['many', { folder: nowhere, toFolder: nowhere, recursive: false, filters: {} }],
	])('has no path and replaces nothing by default, to %s', (operation, expected) => {
		expect(filled({ operation })).toEqual({
			operation,
			ifExists: 'fail',
			options: {},
			...expected,
		});
	});

	it('begins with the operation for one file or folder', () => {
		expect(filled({})).toMatchObject({ operation: 'move' });
	});

	it('lets nobody leave a path or a name out', () => {
		const needed = description.properties.filter(
			({ type, name }) => type === 'resourceLocator' || name === 'newName',
		);
		expect(needed.map(({ name, required }) => [name, required])).toEqual([
			['fromPath', true],
			['toPath', true],
			['path', true],
			['newName', true],
			['folder', true],
			['toFolder', true],
		]);
	});

	it('offers options that n8n shows for every operation', () => {
		const options = description.properties.find(({ name }) => name === 'options')?.options ?? [];
		expect(options.map(({ name }) => name)).toEqual(['ifMissing']);
		expect(options.filter((option) => 'displayOptions' in option)).toEqual([]);
	});

	it('names a browser for each path that there is', () => {
		const methods = [
			...JSON.stringify(description.properties).matchAll(/"searchListMethod":"(\w+)"/g),
		];
		expect(Object.keys(node.methods.listSearch).sort()).toEqual(
			methods.map(([, name]) => name).sort(),
		);
	});

	it('is found by what people call it', () => {
		expect(codex.node).toBe('n8n-nodes-ftp-remote.ftpRemoteMove');
		expect(codex.alias).toEqual(
			expect.arrayContaining(['FTP', 'FTPS', 'FTPES', 'File Transfer', 'rename', 'archive']),
		);
	});
});
