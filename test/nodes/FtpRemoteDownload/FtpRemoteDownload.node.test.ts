import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NodeHelpers, type INodeParameters } from 'n8n-workflow';
import { FtpRemoteDownload } from '../../../nodes/FtpRemoteDownload/FtpRemoteDownload.node';

const node = new FtpRemoteDownload();
const { description } = node;
const folder = join(__dirname, '../../../nodes/FtpRemoteDownload');
const filled = (given: INodeParameters) =>
	NodeHelpers.getNodeParameters(description.properties, given, true, false, null, description);
const nowhere = { __rl: true, mode: 'list', value: '' };
const root = { __rl: true, mode: 'list', value: '/' };

describe('the form of FTP Remote Download', () => {
	it.each<[string, object]>([
		['file', { path: nowhere, binaryPropertyName: 'data' }],
		[
			'many',
			{ folder: root, binaryPropertyName: 'data', recursive: false, returnAll: true, filters: {} },
		],
		['text', { path: nowhere }],
	])('leaves the server as it is by default, to download %s', (operation, expected) => {
		expect(filled({ operation })).toEqual({ operation, options: {}, ...expected });
	});

	it('begins with one file', () => {
		expect(filled({})).toMatchObject({ operation: 'file' });
	});

	it('offers options that n8n shows for every operation', () => {
		const options = description.properties.find(({ name }) => name === 'options')?.options ?? [];
		expect(options.map(({ name }) => name)).toEqual([
			...['afterDownload', 'encoding', 'ifMissing', 'maxTextBytes', 'moveToFolder', 'verify'],
		]);
		expect(options.filter((option) => 'displayOptions' in option)).toEqual([]);
	});

	it('names a browser for each path that there is', () => {
		const form = JSON.stringify(description.properties);
		const named = [...form.matchAll(/"searchListMethod":"(\w+)"/g)].map(([, name]) => name);
		expect(Object.keys(node.methods.listSearch).sort()).toEqual(named.sort());
	});

	it('is found by what people call it, and is a tool for agents', () => {
		const codex = JSON.parse(readFileSync(join(folder, 'FtpRemoteDownload.node.json'), 'utf8')) as {
			node: string;
			alias: string[];
		};
		expect(codex.node).toBe(`n8n-nodes-ftp-remote.${description.name}`);
		expect(codex.alias).toEqual(['FTP', 'FTPS', 'FTPES', 'File Transfer', 'get', 'fetch']);
		expect(description.usableAsTool).toBe(true);
	});
});
