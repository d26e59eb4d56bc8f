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
import type { Contender, Job } from './Job';
import { materialPaths } from './material';

/** What the child is told. */
export interface OurWork {
	/** Path of the compiled node, and the name of its class. */
	readonly nodeFile: string;
	readonly className: string;
	readonly parameters: IDataObject;
	readonly items: INodeExecutionData[];
	readonly credential: ICredentialDataDecryptedObject;
	/** How many items must come out. */
	readonly expectedItems: number;
	/** Folder for a CPU profile; empty = none. */
	readonly profile: string;
}

/** Our nodes in n8n's engine with its file store for binary data. What counts is the node's own execution. */
export const ours: Contender = async (job) => {
	const upload = job.task.direction === 'upload';
	const className = upload ? 'FtpRemoteUpload' : 'FtpRemoteDownload';
	const work: OurWork = {
		className,
		nodeFile: join(job.compiled, 'nodes', className, `${className}.node.js`),
		parameters: upload
			? { operation: 'file', folder: path('={{ $json.folder }}') }
			: { operation: 'many', folder: path(job.remote), recursive: true },
		items: upload ? await itemsToUpload(job) : [{ json: {} }],
		credential: credentialOf(job),
		expectedItems: job.task.material.files,
		profile: job.profile,
	};
	return await childRun('oursRun.ts', work);
};

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
