import { createReadStream } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';
import type {
	IBinaryData,
	ICredentialDataDecryptedObject,
	IDataObject,
	INodeExecutionData,
} from 'n8n-workflow';
import { openBinaryStore } from '../support/engine/runWorkflow';
import { childRun } from './childRun';
import { warmUpsOf, type Job, type Measured } from './Job';
import { materialPaths } from './material';

/** What the child is told. */
export interface EngineWork {
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

/** What is done with a node in one place. */
export type Plan = Omit<EngineWork, 'warmUps' | 'credential' | 'profile'>;

/** Runs a node in n8n's engine with its file store for binary data, in a process of its own. What counts is the node's own execution. */
export async function inEngine(
	job: Job,
	planOf: (job: Job) => Promise<Plan>,
	{ warm = true, profile = '' } = {},
): Promise<Measured> {
	const numbers = warm ? warmUpsOf(job.task) : [];
	const warmUps = await Promise.all(numbers.map(async (n) => await planOf(elsewhere(job, n))));
	const message: EngineWork = {
		...(await planOf(job)),
		warmUps,
		credential: credentialOf(job),
		profile,
	};
	return await childRun('engineRun.ts', message);
}

/** The same job with an end of its own, where it would otherwise find its work done. */
function elsewhere(job: Job, number: number): Job {
	const { work, direction } = job.task;
	if (work === 'settled') return job;
	return direction === 'upload'
		? { ...job, remote: `${job.remote}-warm-${number}` }
		: { ...job, local: `${job.local}-warm-${number}` };
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
export async function itemsToUpload({
	task,
	local,
	remote,
}: Pick<Job, 'task' | 'local' | 'remote'>): Promise<INodeExecutionData[]> {
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
