import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';
import type {
	IBinaryData,
	ICredentialDataDecryptedObject,
	IDataObject,
	INodeExecutionData,
} from 'n8n-workflow';
import { stateFolder } from '../../nodes/shared/model/ownNames';
import { openBinaryStore } from '../support/engine/runWorkflow';
import { childRun } from './childRun';
import { warmUpsOf, type Contender, type Job } from './Job';
import { materialPaths } from './material';

/** What the child is told. */
export interface OurWork {
	/** Path of the compiled node, and the name of its class. */
	readonly nodeFile: string;
	readonly className: string;
	readonly parameters: IDataObject;
	readonly items: INodeExecutionData[];
	/** The same work at other places, done before what is measured. */
	readonly warmUps: ReadonlyArray<Pick<Plan, 'parameters' | 'items'>>;
	readonly credential: ICredentialDataDecryptedObject;
	/** How many items must come out, and what must stand in the first. */
	readonly expectedItems: number;
	readonly expectedJson: IDataObject;
	/** Folder for a CPU profile; empty = none. */
	readonly profile: string;
}

/** Our nodes in n8n's engine with its file store for binary data. What counts is the node's own execution. */
export const ours: Contender = async (job) => {
	const { work } = job.task;
	const planOf = work === 'one' || work === 'many' ? transferOf : syncOf;
	const plan = await planOf(job);
	const nodeFile = join(job.compiled, 'nodes', plan.className, `${plan.className}.node.js`);
	const message: OurWork = {
		...plan,
		nodeFile,
		warmUps: await Promise.all(
			warmUpsOf(job.task).map(async (n) => await planOf(elsewhere(job, n))),
		),
		credential: credentialOf(job),
		profile: job.profile,
	};
	if (plan.className !== 'FtpRemoteSync') return await childRun('oursRun.ts', message);
	try {
		// The first sync of a pair learns what both sides are; how long the next one takes is the question.
		if (work === 'settled') await childRun('oursRun.ts', { ...message, warmUps: [], profile: '' });
		return await childRun('oursRun.ts', message);
	} finally {
		// The others would take it for a part of the folder.
		await rm(join(job.local, stateFolder), { recursive: true, force: true });
	}
};

type Plan = Omit<OurWork, 'nodeFile' | 'warmUps' | 'credential' | 'profile'>;

/** The same job with an end of its own, where it would otherwise find its work done. */
function elsewhere(job: Job, number: number): Job {
	const { work, direction } = job.task;
	if (work === 'settled') return job;
	return direction === 'upload'
		? { ...job, remote: `${job.remote}-warm-${number}` }
		: { ...job, local: `${job.local}-warm-${number}` };
}

async function transferOf(job: Job): Promise<Plan> {
	const expected = { expectedItems: job.task.material.files, expectedJson: {} };
	if (job.task.direction === 'upload') {
		return {
			className: 'FtpRemoteUpload',
			parameters: { operation: 'file', folder: path('={{ $json.folder }}') },
			items: await itemsToUpload(job),
			...expected,
		};
	}
	return {
		className: 'FtpRemoteDownload',
		parameters: { operation: 'many', folder: path(job.remote), recursive: true },
		items: [{ json: {} }],
		...expected,
	};
}

async function syncOf({ task, local, remote }: Job): Promise<Plan> {
	const { files } = task.material;
	const push = task.direction === 'upload';
	const done = { [push ? 'uploaded' : 'downloaded']: files, failed: 0 };
	return {
		className: 'FtpRemoteSync',
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

function path(value: string): IDataObject {
	return { __rl: true, mode: 'path', value };
}

function credentialOf({ server, tls, connections }: Job): ICredentialDataDecryptedObject {
	return {
		host: server.host,
		port: server.port,
		user: server.user,
		password: server.password,
		ssl: tls ? 'explicit' : 'never',
		caCertificates: server.caPem,
		serverName: server.serverName,
		maxConnections: connections,
	};
}

const stored = new Map<string, Promise<IBinaryData>>();

/** One item a file, already in n8n's file store, which this process shares with its children. */
async function itemsToUpload({ task, local, remote }: Job): Promise<INodeExecutionData[]> {
	await openBinaryStore();
	return await Promise.all(
		materialPaths(task.material).map(async (relative) => {
			const file = join(local, relative);
			const binary = stored.get(file) ?? store(file);
			stored.set(file, binary);
			const folder = join(remote, dirname(relative));
			return { json: { folder }, binary: { data: await binary } };
		}),
	);
}

async function store(file: string): Promise<IBinaryData> {
	const place = { type: 'custom', pathSegments: ['bench', 'material'] } as const;
	const data = { data: '', mimeType: 'application/octet-stream', fileName: basename(file) };
	return await Container.get(BinaryDataService).store(
		{ ...place, pathSegments: [...place.pathSegments] },
		createReadStream(file),
		data,
	);
}
