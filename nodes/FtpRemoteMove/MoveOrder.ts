import type { Moved } from '../shared/files/moveEntry';
import { foldersAbove, NestedPaths } from '../shared/files/NestedPaths';
import { folderOf, joinPath, nameOf } from '../shared/model/RemotePath';
import type { MoveRequest } from './fields';

/** A request for one file or folder. */
export type OneRequest = Exclude<MoveRequest, { readonly operation: 'many' }>;

/**
 * Which items of a run must wait for which: those that share a path, as source or target, and those whose paths lie in each
 * other. A target that may turn out to be a folder holds up what goes to the same path; once the folder was met, only what
 * goes to the same place in it.
 */
export class MoveOrder {
	private readonly nested = new NestedPaths();
	/** Targets of which it is not known whether a folder is there. */
	private readonly open = new Set<string>();
	/** Targets at which a folder was met. */
	private readonly entered = new Set<string>();

	/** The keys of the next item in input order. */
	keys(request: MoveRequest): readonly string[] {
		if (request.operation === 'many') return this.keysOf(request.folder, request.toFolder);
		const { from, to, folderAtTo } = this.settled(request);
		if (folderAtTo === 'taken') return this.keysOf(from, to);
		this.open.add(to);
		return [...this.nested.below(to), to, ...this.keysOf(from, joinPath(to, nameOf(from)))];
	}

	/** The request with the very path that it leads to, as far as that is known. */
	settled(request: OneRequest): OneRequest {
		const { from, to, folderAtTo } = request;
		if (folderAtTo === 'taken' || from === to || !this.entered.has(to)) return request;
		return { ...request, to: joinPath(to, nameOf(from)), folderAtTo: 'taken' };
	}

	/** Learns from what was done. */
	learn({ to, folderAtTo }: OneRequest, moved: Moved): void {
		if (folderAtTo === 'taken' || !('originalPath' in moved)) return;
		const path = 'entry' in moved ? moved.entry.path : moved.path;
		// A free name beside the target is in the folder of the target.
		if (folderOf(path) !== to) return;
		this.open.delete(to);
		this.entered.add(to);
	}

	private keysOf(...paths: readonly string[]): string[] {
		return paths.flatMap((path) => [
			...this.nested.keys(path),
			...foldersAbove(path).filter((folder) => this.open.has(folder)),
		]);
	}
}
