import { oldName } from '../../../nodes/shared/model/ownNames';
import { folderOf, joinPath, nameOf } from '../../../nodes/shared/model/RemotePath';
import { memoryError } from './memoryError';
import type { MemorySettings } from './MemorySettings';
import type { MemoryTree } from './MemoryTree';

/** Renames; where this side refuses to rename over a file, that file is set aside first, and a crash may come in between. */
export function renameNode(
	tree: MemoryTree,
	settings: MemorySettings,
	from: string,
	to: string,
): void {
	const node = tree.at(from);
	if (!node) throw memoryError('notFound', from);
	const there = tree.same(from, to) ? undefined : tree.at(to);
	const aside = joinPath(folderOf(to), oldName(nameOf(to), settings.random));
	const setAside = there !== undefined && !settings.renamesOver;
	if (setAside) {
		tree.set(aside, there);
		tree.delete(to);
		settings.crash.step();
	}
	tree.delete(from);
	tree.set(to, node);
	if (setAside) {
		settings.crash.step();
		tree.delete(aside);
	}
}
