import type { IExecuteFunctions } from 'n8n-workflow';
import type { Endpoint } from '../model/Endpoint';
import type { FilterRules } from '../model/EntryFilter';
import { nameProblem } from '../model/RemotePath';
import type { RunContext } from '../model/RunContext';
import { openRemote } from '../remote/openRemote';
import { poolOf } from '../remote/pools';
import type { RemoteSettings } from '../remote/settings';
import { pairIdOf } from '../sync/pairId';
import type { Both } from '../sync/Side';
import type { StateStore } from '../sync/StateStore';
import type { SyncSide } from '../sync/SyncSide';
import { openLocalFolder } from './localFolder';
import { settingsOf } from './remoteAccess';
import { executionContext } from './runContext';

/** Two folders as a person names them. */
export interface FolderPair {
	/** Absolute path of the disk. */
	readonly localFolder: string;
	/** Path relative to the Root Folder. */
	readonly remoteFolder: string;
	readonly filters: FilterRules;
	/** Whether a local folder that does not exist is an error and not an empty one. */
	readonly localMustExist: boolean;
}

/** Two folders, ready to be synced. */
export interface OpenPair {
	readonly sides: Both<SyncSide>;
	readonly store: StateStore;
	readonly pairId: string;
}

/** What a sync needs of both sides. */
export interface SyncAccess {
	readonly run: RunContext;
	/** Reads the credential; connections are made when they are needed. */
	readonly open: () => Promise<Endpoint>;
	/** Opens the folders of one item. @throws RemoteError */
	readonly openPair: (folders: FolderPair, remote: Endpoint) => Promise<OpenPair>;
}

/** The server and the disk, as one execution uses them. */
export function syncAccess(context: IExecuteFunctions): SyncAccess {
	const run = executionContext(context);
	let known: Promise<RemoteSettings> | undefined;
	const settings = async () => await (known ??= settingsOf(context));
	return {
		run,
		open: async () => openRemote(await settings(), run),
		openPair: async (folders, remote) => {
			const local = await openLocalFolder(context.helpers, folders.localFolder, run);
			if (folders.localMustExist) await local.side.endpoint.find('/');
			const pairId = await identify(await settings(), folders, local.path, remote);
			return {
				pairId,
				sides: { local: local.side, remote: remoteSide(remote, folders) },
				store: local.store(pairId),
			};
		},
	};
}

function remoteSide(endpoint: Endpoint, { remoteFolder }: FolderPair): SyncSide {
	return { endpoint, folder: remoteFolder, nameProblem, blocks: () => false };
}

/** The remote folder counts as seen from the server's own root: another Root Folder is no other pair. */
async function identify(
	settings: RemoteSettings,
	{ remoteFolder, filters }: FolderPair,
	localFolder: string,
	remote: Endpoint,
): Promise<string> {
	// A first login finds out where an empty or relative Root Folder lies.
	await remote.abilities();
	const root = poolOf(settings).shared.profile.root ?? '/';
	const { host, port, user, encoding } = settings;
	return pairIdOf({
		host,
		port,
		user: user === '' ? 'anonymous' : user,
		encoding,
		filters,
		localFolder,
		remoteFolder: joined(root, remoteFolder),
	});
}

function joined(root: string, folder: string): string {
	if (root === '/') return folder;
	return folder === '/' ? root : `${root}${folder}`;
}
