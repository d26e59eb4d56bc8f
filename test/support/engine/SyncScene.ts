import { mkdirSync, mkdtempSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { ICredentialDataDecryptedObject, IDataObject, INode } from 'n8n-workflow';
import { FtpRemoteSync } from '../../../nodes/FtpRemoteSync/FtpRemoteSync.node';
import { engineFiles } from './env';
import type { FinishedRun } from './FinishedRun';
import { runWorkflow, type EngineOptions } from './runWorkflow';
import { locator } from './searchList';
import { itemsOf, node, workflowOf } from './workflowOf';

export const syncType = 'n8n-nodes-ftp-remote.ftpRemoteSync';

/** Where a server is reached; a scripted one and a real one fit. */
export interface Reach {
	readonly host: string;
	readonly port: number;
}

/** What a sync node of a test is given; everything left out has its default. */
export interface SyncParameters {
	readonly preview?: boolean;
	readonly output?: 'changes' | 'summary';
	readonly options?: IDataObject;
	readonly filters?: IDataObject;
	readonly localFolder?: unknown;
	readonly remoteFolder?: unknown;
	readonly onError?: INode['onError'];
}

/** A local folder that n8n allows, a server, and the node between them in n8n's engine. */
export class SyncScene {
	/** Absolute path of the disk; made anew for each scene. */
	readonly local: string;
	readonly engine: EngineOptions;

	constructor(reach: Reach, credential: ICredentialDataDecryptedObject = {}) {
		mkdirSync(engineFiles, { recursive: true });
		this.local = realpathSync(mkdtempSync(join(engineFiles, 'sync-')));
		this.engine = {
			nodeTypes: { [syncType]: new FtpRemoteSync() },
			credentials: {
				ftpRemoteApi: {
					...{ host: reach.host, port: reach.port, user: 'test', password: 'secret' },
					...{ ssl: 'never', maxConnections: 8, timeout: 10 },
					...{ advanced: true, retries: 0, retryDelay: 0.1 },
					...credential,
				},
			},
		};
	}

	/** The sync node of a workflow. */
	node(operation: string, parameters: SyncParameters = {}): INode {
		const { onError, remoteFolder = '/', localFolder = this.local, ...more } = parameters;
		return node(
			'Sync',
			syncType,
			{
				operation,
				localFolder: localFolder as IDataObject,
				remoteFolder: locator(remoteFolder),
				...more,
			},
			{ onError, credentials: { ftpRemoteApi: { id: '1', name: 'Server' } } },
		);
	}

	/** Runs a workflow with one sync node; `items` come in. */
	async run(
		operation: string,
		parameters: SyncParameters = {},
		items: readonly IDataObject[] = [{}],
	): Promise<FinishedRun> {
		const file = workflowOf(itemsOf(...items), this.node(operation, parameters));
		return await runWorkflow(file, this.engine);
	}

	/** Runs it and gives its items as short sentences: `upload /a.txt new done`. */
	async changes(operation: string, parameters: SyncParameters = {}): Promise<string[]> {
		const run = await this.run(operation, parameters);
		if (run.error) throw run.error;
		return run.json('Sync').map(sentenceOf);
	}

	/** Runs it and gives its summary. */
	async summary(operation: string, parameters: SyncParameters = {}): Promise<IDataObject> {
		const run = await this.run(operation, { ...parameters, output: 'summary' });
		if (run.error) throw run.error;
		return run.json('Sync')[0] ?? {};
	}
}

/** A change in short. */
export function sentenceOf(item: IDataObject): string {
	const words = [item.action, item.path, item.reason, item.status] as readonly string[];
	return words.join(' ');
}
