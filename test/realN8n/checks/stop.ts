import assert from 'node:assert/strict';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { INode } from 'n8n-workflow';
import type { Check } from '../Check';
import type { Lab } from '../Lab';
import { on, slow } from '../../support/server/faults';
import { until } from '../until';
import { chain, ftpNode, path } from '../ftpNode';

const bytesPerSecond = 200_000;
/** A second or so, on a machine that has other work. */
const endedWithinMs = 2000;
/** The temporary file is deleted over a new connection. */
const tidyWithinMs = 4000;
const download = ftpNode('Download', 'Download', { path: path('/in/backup/archive.bin') });

/** The *Stop* button in the middle of a transfer. */
export const stop: readonly Check[] = [
	{
		title: 'Stop ends an upload within a second or so and leaves no temporary file',
		run: async (lab) => {
			const { server } = lab;
			const target = join(server.ftp.root, 'slow');
			const seen = await stopped(lab, {
				nodes: [download, ftpNode('Upload', 'Upload', { folder: path('/slow') })],
				slowed: 'STOR',
				begun: () => files(target).some(({ size }) => size > 0),
				cleaned: () => files(target).length === 0,
			});
			return `${seen}, the folder is empty`;
		},
	},
	{
		title: 'Stop ends a download within a second or so',
		run: async (lab) => {
			const retrieved = () => lab.server.ftp.commands('RETR').length;
			const before = retrieved();
			return await stopped(lab, {
				nodes: [download],
				slowed: 'RETR',
				begun: () => retrieved() > before,
				cleaned: () => true,
			});
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

interface SlowRun {
	readonly nodes: readonly INode[];
	/** The FTP command whose data come slowly. */
	readonly slowed: 'RETR' | 'STOR';
	readonly begun: () => boolean;
	readonly cleaned: () => boolean;
}

async function stopped({ executions, server }: Lab, slowRun: SlowRun): Promise<string> {
	server.ftp.script(on(slowRun.slowed, slow(bytesPerSecond)));
	try {
		const workflow = chain(`Slow ${slowRun.slowed}`, [{ json: {} }], ...slowRun.nodes);
		const id = await executions.begin(await executions.store(workflow));
		await until('it begins', slowRun.begun);
		const began = performance.now();
		await executions.stop(id);
		const { status } = await executions.end(id);
		const endedMs = Math.round(performance.now() - began);
		await until('it is cleaned up', slowRun.cleaned);
		const tidyMs = Math.round(performance.now() - began);
		const seen = `${status} after ${endedMs} ms, tidy after ${tidyMs} ms`;
		assert.equal(status, 'canceled');
		assert.ok(endedMs < endedWithinMs && tidyMs < tidyWithinMs, seen);
		return seen;
	} finally {
		server.ftp.clearScript();
	}
}

function files(folder: string): { name: string; size: number }[] {
	try {
		return readdirSync(folder).map((name) => ({ name, size: statSync(join(folder, name)).size }));
	} catch {
		// The folder is made by the upload, and a temporary file may vanish between the two looks.
		return [];
	}
}
