import assert from 'node:assert/strict';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Check } from '../Check';
import type { Lab } from '../Lab';
import { on, slow } from '../../support/server/faults';
import { chain, ftpNode, path } from '../ftpNode';

const bytesPerSecond = 200_000;
const withinMs = 2000;

/** The *Stop* button in the middle of a transfer. */
export const stop: readonly Check[] = [
	{
		title: 'Stop ends an upload within a second or so and leaves no temporary file',
		run: async (lab) => {
			const { executions, server } = lab;
			const target = join(server.ftp.root, 'slow');
			const workflow = chain(
				'Slow upload',
				[{ json: {} }],
				ftpNode('Download', 'Download', { path: path('/in/backup/archive.bin') }),
				ftpNode('Upload', 'Upload', { folder: path('/slow') }),
			);
			server.ftp.script(on('STOR', slow(bytesPerSecond)));
			const id = await executions.begin(await executions.store(workflow));
			await until('bytes arrive', () => files(target).some(({ size }) => size > 0));
			const seen = await stopped(lab, id, () => files(target).length === 0);
			return `${seen}, the folder is empty`;
		},
	},
	{
		title: 'Stop ends a download within a second or so',
		run: async (lab) => {
			const { executions, server } = lab;
			const workflow = chain(
				'Slow download',
				[{ json: {} }],
				ftpNode('Download', 'Download', { path: path('/in/backup/archive.bin') }),
			);
			server.ftp.script(on('RETR', slow(bytesPerSecond)));
			const before = server.ftp.commands('RETR').length;
			const id = await executions.begin(await executions.store(workflow));
			await until('it downloads', () => server.ftp.commands('RETR').length > before);
			return await stopped(lab, id, () => true);
		},
	},
	{
		title: 'After a stop the same credential works on',
		run: async ({ executions }) => {
			const parameters = { operation: 'exists', path: path('/in') };
			const workflow = chain('After', [{ json: {} }], ftpNode('Exists', 'List', parameters));
			const { status, json } = await executions.run(workflow);
			assert.equal(status, 'success');
			return JSON.stringify(json('Exists')[0]);
		},
	},
];

async function stopped(lab: Lab, id: string, cleaned: () => boolean): Promise<string> {
	const { executions, server } = lab;
	const began = performance.now();
	await executions.stop(id);
	const { status } = await executions.end(id);
	await until('it is cleaned up', cleaned);
	const ms = Math.round(performance.now() - began);
	server.ftp.clearScript();
	assert.equal(status, 'canceled');
	assert.ok(ms < withinMs, `it took ${ms} ms`);
	return `${status} after ${ms} ms`;
}

function files(folder: string): { name: string; size: number }[] {
	try {
		return readdirSync(folder).map((name) => ({ name, size: statSync(join(folder, name)).size }));
	} catch {
		// The folder is made by the upload, and a temporary file may vanish between the two looks.
		return [];
	}
}

async function until(what: string, holds: () => boolean): Promise<void> {
	for (const end = Date.now() + 30_000; !holds(); await sleep(20)) {
		if (Date.now() > end) throw new Error(`It never came that ${what}`);
	}
}
