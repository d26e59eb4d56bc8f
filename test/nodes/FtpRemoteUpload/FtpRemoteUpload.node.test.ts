import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NodeHelpers, type INodeParameters } from 'n8n-workflow';
import { FtpRemoteUpload } from '../../../nodes/FtpRemoteUpload/FtpRemoteUpload.node';

const node = new FtpRemoteUpload();
const { description } = node;
const folder = join(__dirname, '../../../nodes/FtpRemoteUpload');
const filled = (given: INodeParameters) =>
	NodeHelpers.getNodeParameters(description.properties, given, true, false, null, description);
const nowhere = { __rl: true, mode: 'list', value: '' };
const root = { __rl: true, mode: 'list', value: '/' };

describe('the form of FTP Remote Upload', () => {
	const file = { folder: root, fileName: '', ifExists: 'overwrite' };

	it.each<[string, object]>([
		['file', { ...file, binaryPropertyName: 'data' }],
		['text', { ...file, fileContent: '' }],
		['createFolder', { path: nowhere }],
	])('asks for what %s needs', (operation, expected) => {
		expect(filled({ operation })).toEqual({ operation, options: {}, ...expected });
	});

	it('begins with a file', () => {
		expect(filled({})).toMatchObject({ operation: 'file' });
	});

	it('offers options that n8n shows for every operation', () => {
		const options = description.properties.find(({ name }) => name === 'options')?.options ?? [];
		expect(options.map(({ name }) => name)).toEqual([
			...['createMissingFolders', 'doneFile', 'includeInputFields', 'keepBinary'],
			...['keepModified', 'permissions', 'verify', 'writeMode'],
		]);
		expect(options.filter((option) => 'displayOptions' in option)).toEqual([]);
	});

	it('names a browser for each path that there is', () => {
		const form = JSON.stringify(description.properties);
		const named = [...form.matchAll(/"searchListMethod":"(\w+)"/g)].map(([, name]) => name);
		expect(Object.keys(node.methods.listSearch).sort()).toEqual(named.sort());
	});

	it('is found by what people call it, and is a tool for agents', () => {
		const codex = JSON.parse(readFileSync(join(folder, 'FtpRemoteUpload.node.json'), 'utf8')) as {
			node: string;
			alias: string[];
		};
		expect(codex.node).toBe(`n8n-nodes-ftp-remote.${description.name}`);
		expect(codex.alias).toEqual([
			...['FTP', 'FTPS', 'FTPES', 'File Transfer', 'put', 'create folder', 'mkdir'],
		]);
		expect(description.usableAsTool).toBe(true);
	});
});
