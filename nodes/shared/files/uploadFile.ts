import type { ByteSource, Endpoint, WriteOptions } from '../model/Endpoint';
import type { Receipt, Verify } from '../model/Receipt';
import { isCategory, RemoteError } from '../model/RemoteError';
import { folderOf } from '../model/RemotePath';
import type { RunContext } from '../model/RunContext';
import type { FolderMaker } from './FolderMaker';
import type { IfExists } from './ifExists';
import { settleTarget, type Target } from './settleTarget';
import { taken } from './taken';

export interface UploadRequest {
	readonly path: string;
	readonly source: ByteSource;
	readonly ifExists: IfExists;
	readonly writeMode: 'atomic' | 'direct';
	readonly verify: Verify;
	readonly createMissingFolders: boolean;
	/** ISO 8601 time that the file shall carry. */
	readonly modifiedAt: string | null;
	/** Octal mode like `644`. */
	readonly permissions: string | null;
}

export type Uploaded =
	| { readonly path: string; readonly skipped: true }
	| { readonly path: string; readonly skipped: false; readonly receipt: Receipt };

/** Others that take the same free name at the same time are met so many times. */
const mostRaces = 5;

/**
 * Writes one file as `ifExists` says.
 * @throws RemoteError `alreadyExists`, and what `write` throws
 */
export async function uploadFile(
	endpoint: Endpoint,
	request: UploadRequest,
	folders: FolderMaker,
	run: RunContext,
): Promise<Uploaded> {
	for (let race = 1; ; race++) {
		const target = await settleTarget(endpoint, request.path, request.ifExists, request, run);
		if (target.do === 'skip') return { path: target.path, skipped: true };
		try {
			const receipt = await write(endpoint, target, request, folders);
			return { path: target.path, skipped: false, receipt };
		} catch (error) {
			// Somebody else was quicker: the rule is asked again about what is there now.
			if (!isStale(error)) throw error;
			if (race === mostRaces) throw taken(target.path, 'taken').with({ cause: error });
		}
	}
}

async function write(
	endpoint: Endpoint,
	target: Target & { readonly do: 'write' },
	request: UploadRequest,
	folders: FolderMaker,
): Promise<Receipt> {
	const options: WriteOptions = {
		mode: target.append ? 'append' : request.writeMode,
		verify: request.verify,
		modifiedAt: request.modifiedAt ?? undefined,
		permissions: request.permissions ?? undefined,
		expected: target.expected,
	};
	const work = () => endpoint.write(target.path, request.source, options);
	return await (request.createMissingFolders
		? folders.within(folderOf(target.path), work)
		: work());
}

function isStale(error: unknown): boolean {
	return isCategory(error, 'guard') && error instanceof RemoteError && error.data?.stale === true;
}
