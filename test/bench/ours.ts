import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { stateFolder } from '../../nodes/shared/model/ownNames';
import { inEngine, itemsToUpload, type Plan } from './inEngine';
import type { Contender, Job } from './Job';

/** Our nodes in n8n's engine. */
export const ours: Contender = async (job) => {
	const { task, local, profile } = job;
	if (task.work === 'one' || task.work === 'many')
		return await inEngine(job, transferOf, { profile });
	try {
		// The first sync of a pair learns what both sides are; how long the next one takes is the question.
		if (task.work === 'settled') await inEngine(job, syncOf, { warm: false });
		return await inEngine(job, syncOf, { profile });
	} finally {
		// The others would take it for a part of the folder.
		await rm(join(local, stateFolder), { recursive: true, force: true });
	}
};

async function transferOf(job: Job): Promise<Plan> {
	const expected = { expectedItems: job.task.material.files, expectedJson: {} };
	if (job.task.direction === 'upload') {
		return {
			...nodeOf(job, 'FtpRemoteUpload'),
			parameters: { operation: 'file', folder: path('={{ $json.folder }}') },
			items: await itemsToUpload(job),
			...expected,
		};
	}
	return {
		...nodeOf(job, 'FtpRemoteDownload'),
		parameters: { operation: 'many', folder: path(job.remote), recursive: true },
		items: [{ json: {} }],
		...expected,
	};
}

async function syncOf(job: Job): Promise<Plan> {
	const { task, local, remote } = job;
	const { files } = task.material;
	const push = task.direction === 'upload';
	const done = { [push ? 'uploaded' : 'downloaded']: files, failed: 0 };
	return {
		...nodeOf(job, 'FtpRemoteSync'),
		parameters: {
			operation: push ? 'push' : 'pull',
			localFolder: local,
			remoteFolder: path(remote),
			output: 'summary',
		},
		items: [{ json: {} }],
		expectedItems: 1,
		expectedJson: task.work === 'settled' ? { uploaded: 0, downloaded: 0, failed: 0 } : done,
	};
}

function nodeOf({ compiled }: Job, className: string): Pick<Plan, 'className' | 'nodeFile'> {
	return { className, nodeFile: join(compiled, 'nodes', className, `${className}.node.js`) };
}

function path(value: string): IDataObject {
	return { __rl: true, mode: 'path', value };
}
