import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NodeHelpers, type INodeParameters } from 'n8n-workflow';
import { FtpRemoteDelete } from '../../../nodes/FtpRemoteDelete/FtpRemoteDelete.node';

const node = new FtpRemoteDelete();
const { description } = node;
const codex = JSON.parse(
	readFileSync(join(__dirname, '../../../nodes/FtpRemoteDelete/FtpRemoteDelete.node.json'), 'utf8'),
) as { node: string; alias: string[] };
const filled = (given: INodeParameters) =>
	NodeHelpers.getNodeParameters(description.properties, given, true, false, null, description);
const nowhere = { __rl: true, mode: 'list', value: '' };

describe('the form of FTP Remote Delete', () => {
	it.each<[string, object]>([
		['file', { path: nowhere }],
		['folder', { path: nowhere, recursive: false }],
		['many', { folder: nowhere, recursive: false, type: 'all', filters: {} }],
	])('has no path and deletes little by default, to delete %s', (operation, expected) => {
		expect(filled({ operation })).toEqual({ operation, options: {}, ...expected });
	});

	it('begins with the operation that deletes least', () => {
		expect(filled({})).toMatchObject({ operation: 'file' });
	});

	it.each(['file', 'folder', 'many'])(
		'lets nobody leave the path out, to delete %s',
		(operation) => {
			const path = description.properties.find(
				({ type, displayOptions }) =>
					type === 'resourceLocator' && displayOptions?.show?.operation?.includes(operation),
			);
			expect(path?.required).toBe(true);
		},
	);

	it('offers options that n8n shows for every operation', () => {
		const options = description.properties.find(({ name }) => name === 'options')?.options ?? [];
		expect(options.map(({ name }) => name)).toEqual([
			'ifMissing',
			'maxDeletions',
			'preview',
			'removeEmptyFolders',
			'trashFolder',
		]);
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
		expect(codex.node).toBe('n8n-nodes-ftp-remote.ftpRemoteDelete');
		expect(codex.alias).toEqual(
			expect.arrayContaining(['FTP', 'FTPS', 'FTPES', 'File Transfer', 'remove', 'cleanup']),
		);
	});
});
