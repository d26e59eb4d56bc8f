import {
	deleteFile,
	deleteFolder,
	type Deleted,
	type DeletionState,
} from '../shared/files/deleteEntry';
import { deleteMany } from '../shared/files/deleteMany';
import { FolderMaker } from '../shared/files/FolderMaker';
import { LinkSpotter } from '../shared/files/LinkSpotter';
import { removeEmptyFolders } from '../shared/files/removeEmptyFolders';
import type { Endpoint } from '../shared/model/Endpoint';
import { isCategory, RemoteError } from '../shared/model/RemoteError';
import { folderOf } from '../shared/model/RemotePath';
import type { RunContext } from '../shared/model/RunContext';
import type { DeleteRequest } from './fields';

/** What earlier tries of the same run have deleted, by item and path. */
export type DeletedBefore = Map<string, readonly Deleted[]>;

/** The deletions of all items of one run. Knows what an earlier try (*Retry On Fail*) has deleted already. */
export class DeleteRun {
	private readonly before: ReadonlyMap<string, readonly Deleted[]>;
	private readonly left = new Set<string>();
	private state: DeletionState | undefined;
	private tidying: Promise<unknown> | undefined;

	/** @param done shared by all tries; written here for the next one */
	constructor(
		private readonly run: RunContext,
		private readonly done: DeletedBefore,
	) {
		this.before = new Map(done);
	}

	/**
	 * Deletes what one item asks for.
	 * @throws RemoteError as `deleteFile`, `deleteFolder` and `deleteMany`
	 */
	async perform(
		request: DeleteRequest,
		endpoint: Endpoint,
		itemIndex: number,
	): Promise<readonly Deleted[]> {
		const key = `${itemIndex} ${request.path}`;
		const deleted = await this.attempt(request, endpoint, key);
		if (!request.options.preview) this.done.set(key, deleted);
		if (request.options.removeEmptyFolders && request.operation !== 'many') {
			for (const one of deleted) if (one.deleted) this.left.add(folderOf(one.path));
		}
		return deleted;
	}

	/** Removes the folders that single deletions left empty: once, when all items are done, and not after each of them. */
	async removeEmptied(endpoint: Endpoint): Promise<void> {
		this.tidying ??= removeEmptyFolders(endpoint, this.left, '/', this.run);
		await this.tidying;
	}

	private async attempt(
		request: DeleteRequest,
		endpoint: Endpoint,
		key: string,
	): Promise<readonly Deleted[]> {
		const before = this.before.get(key) ?? [];
		if (request.operation === 'many') {
			const { folders } = this.stateOf(endpoint);
			const now = await deleteMany(endpoint, request.wanted, folders, this.run);
			const paths = new Set(now.map(({ path }) => path));
			return [...before.filter(({ path }) => !paths.has(path)), ...now];
		}
		const [outcome] = await Promise.allSettled([this.deleteOne(request, endpoint)]);
		if (outcome.status === 'fulfilled') {
			const now = outcome.value;
			return 'skipped' in now && before.length > 0 ? before : [now];
		}
		if (isCategory(outcome.reason, 'notFound') && before.length > 0) return before;
		if (answerMayBeLost(outcome.reason))
			this.done.set(key, [{ path: request.path, type: request.operation, deleted: true }]);
		throw outcome.reason;
	}

	private async deleteOne(
		request: Exclude<DeleteRequest, { operation: 'many' }>,
		endpoint: Endpoint,
	): Promise<Deleted> {
		const shared = this.stateOf(endpoint);
		const options = { ...request.options, removeEmptyFolders: false };
		return request.operation === 'file'
			? await deleteFile(endpoint, request.path, options, shared, this.run)
			: await deleteFolder(endpoint, request.path, request.recursive, options, shared, this.run);
	}

	private stateOf(endpoint: Endpoint): DeletionState {
		return (this.state ??= {
			folders: new FolderMaker(endpoint),
			links: new LinkSpotter(endpoint),
		});
	}
}

/** The command was on its way: the server may have done it, and only its answer was lost. */
function answerMayBeLost(error: unknown): boolean {
	return (
		error instanceof RemoteError &&
		error.stage === 'command' &&
		isCategory(error, 'connectionLost', 'timeout')
	);
}
