import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from '../Check';
import { manualTrigger } from '../Executions';
import { examples } from '../examples';
import { chain, ftpNode, path } from '../ftpNode';

/** Workflows from start to end. */
export const runs: readonly Check[] = [
	{
		title: 'The example workflows run as they are',
		run: async ({ executions, server }) => {
			const seen: string[] = [];
			for (const { file, workflow } of await examples()) {
				if (manualTrigger(workflow) === undefined) {
					await executions.store(workflow);
					seen.push(`${file}: stored, no person starts it`);
					continue;
				}
				const { status, error, items } = await executions.run(workflow);
				assert.equal(status, 'success', `${file}: ${error?.message} ${error?.description}`);
				const counts = workflow.nodes.map(({ name }) => [name, items(name).length] as const);
				const reached = counts.filter(([, count]) => count > 0);
				seen.push(`${file}: ${reached.map(([name, count]) => `${name} ${count}`).join(', ')}`);
			}
			assert.ok(seen.length > 0, 'there are no examples');
			assert.ok(!existsSync(join(server.ftp.root, 'work')), 'the work folder is still there');
			return seen.join('\n');
		},
		seconds: 240,
	},
	{
		title: 'A file travels through the binary store unchanged, without a temporary file left',
		run: async ({ executions, server, binaryMode }) => {
			const workflow = chain(
				'Copy',
				[{ json: {} }],
				ftpNode('Download', 'Download', { path: path('/in/backup/archive.bin') }),
				ftpNode('Upload', 'Upload', { folder: path('/copy'), options: { verify: 'size' } }),
			);
			const { status, error, json, binary } = await executions.run(workflow);
			assert.equal(status, 'success', `${error?.message} ${error?.description}`);
			const [down] = json('Download');
			const [up] = json('Upload');
			assert.equal(up?.sha256, down?.sha256);
			assert.deepEqual(readdirSync(join(server.ftp.root, 'copy')), ['archive.bin']);
			const id = binary('Download')[0]?.data?.id ?? 'in memory, without id';
			assert.match(id, binaryMode === 'default' ? /^in memory/ : /^filesystem/);
			const place = id.split(':')[0] ?? '';
			const receipt = JSON.stringify({ bytes: up?.bytes, verified: up?.verified });
			return `${receipt}, ${place}`;
		},
	},
	{
		title: 'A file is moved to a new folder and renamed by what the node before puts out',
		run: async ({ executions, server }) => {
			const workflow = chain(
				'Move',
				[{ json: {} }],
				ftpNode('Upload', 'Upload', {
					operation: 'text',
					fileContent: 'moved',
					folder: path('/moving'),
					fileName: 'a.txt',
				}),
				ftpNode('Move', 'Move', {
					fromPath: path('={{ $json.path }}'),
					toPath: path('/moving/archive/'),
				}),
				ftpNode('Rename', 'Move', {
					operation: 'rename',
					path: path('={{ $json.path }}'),
					newName: '=done {{ $json.name }}',
				}),
			);
			const { status, error, json } = await executions.run(workflow);
			assert.equal(status, 'success', `${error?.message} ${error?.description}`);
			const [renamed] = json('Rename');
			assert.equal(renamed?.path, '/moving/archive/done a.txt');
			assert.equal(renamed?.originalPath, '/moving/archive/a.txt');
			assert.deepEqual(readdirSync(join(server.ftp.root, 'moving/archive')), ['done a.txt']);
			return JSON.stringify({ path: renamed.path, size: renamed.size });
		},
	},
];
