import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NodeHelpers, type INodeParameters } from 'n8n-workflow';
import { FtpRemoteTrigger } from '../../../nodes/FtpRemoteTrigger/FtpRemoteTrigger.node';

const node = new FtpRemoteTrigger();
const { description } = node;
const folder = join(__dirname, '../../../nodes/FtpRemoteTrigger');
const filled = (given: INodeParameters) =>
	NodeHelpers.getNodeParameters(description.properties, given, true, false, null, description);

describe('the form of FTP Remote Trigger', () => {
	it('watches for new files and leaves the server and what is there alone by default', () => {
		expect(filled({})).toEqual({
			folder: { __rl: true, mode: 'list', value: '' },
			events: ['added'],
			recursive: false,
			readyWhen: 'unchangedBetweenPolls',
			firstRun: 'baseline',
			filters: {},
			options: {},
		});
	});

	it.each([
		['unchangedForSeconds', { readySeconds: 60 }],
		['doneFile', { donePattern: '*.done' }],
	])('asks for more with the rule %s', (readyWhen, more) => {
		expect(filled({ readyWhen })).toMatchObject(more);
	});

	it('offers options that n8n always shows', () => {
		const options = description.properties.find(({ name }) => name === 'options')?.options ?? [];
		expect(options.map(({ name }) => name)).toEqual([
			...['afterPickup', 'download', 'identity', 'maxFiles', 'minAge', 'moveToFolder', 'order'],
			'binaryPropertyName',
		]);
		expect(options.filter((option) => 'displayOptions' in option)).toEqual([]);
	});

	it('says of each rule and identity what it cannot see', () => {
		const described = (name: string, all = description.properties) =>
			all
				.find((one) => one.name === name)
				?.options?.map((option) => ('description' in option ? option.description : undefined)) ??
			[];
		const options = description.properties.find(({ name }) => name === 'options')?.options ?? [];
		const texts = [
			...described('readyWhen'),
			...described('identity', options as typeof description.properties),
		];
		expect(texts).toHaveLength(7);
		const silent = texts.filter((text) => !/[Cc]annot see|Sees exactly/.test(text ?? ''));
		expect(silent).toEqual([]);
	});

	it('names a browser for each path that there is', () => {
		const form = JSON.stringify(description.properties);
		const named = [...form.matchAll(/"searchListMethod":"(\w+)"/g)].map(([, name]) => name);
		expect(Object.keys(node.methods.listSearch).sort()).toEqual(named.sort());
	});

	it('is found by what people call it, and is no tool for agents', () => {
		const codex = JSON.parse(readFileSync(join(folder, 'FtpRemoteTrigger.node.json'), 'utf8')) as {
			node: string;
			alias: string[];
		};
		expect(codex.node).toBe(`n8n-nodes-ftp-remote.${description.name}`);
		expect(codex.alias).toEqual(expect.arrayContaining(['FTP', 'FTPS', 'FTPES', 'File Transfer']));
		expect(description).toMatchObject({ polling: true, inputs: [], group: ['trigger'] });
		expect(description.usableAsTool).toBeUndefined();
	});
});
