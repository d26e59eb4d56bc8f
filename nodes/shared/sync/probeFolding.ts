import { isCategory, RemoteError } from '../model/RemoteError';
import { folderOf, joinPath, nameOf, relativeTo } from '../model/RemotePath';
import { eitherFolds, foldsNothing, inOtherCase, inOtherForm, type Folding } from './foldName';
import { namesAlike, type Alikeness } from './namesAlike';
import type { Both, Side } from './Side';
import type { SideScan } from './SideScan';
import type { SyncSide } from './SyncSide';

/**
 * Finds out what the receiving sides do not see in names, without writing: a name that exists is asked for in another
 * spelling. Only where some names differ in nothing else; what cannot be found out counts as not seen.
 * @param renamed the state knows paths that have different names on the two sides
 */
export async function probeFolding(
	scans: Both<SideScan>,
	sides: Both<SyncSide>,
	receivers: readonly Side[],
	renamed: boolean,
): Promise<Folding> {
	const alike = namesAlike({ local: scans.local.tree, remote: scans.remote.tree }, renamed);
	let folding = foldsNothing;
	for (const side of receivers)
		folding = eitherFolds(folding, await probeSide(scans[side], sides[side], alike, side));
	return folding;
}

async function probeSide(
	scan: SideScan,
	side: SyncSide,
	alike: Alikeness,
	which: Side,
): Promise<Folding> {
	const folds = async (kind: keyof Folding, respell: (name: string) => string | null) => {
		if (!alike.differences[kind] || alike.tellsApart[which][kind]) return false;
		const path = respelled(scan, side, alike.paths, respell);
		return path === null || (await isThere(side, path));
	};
	return { case: await folds('case', inOtherCase), form: await folds('form', inOtherForm) };
}

/** A path in another spelling that is not listed, of something that exists; null where there is none. */
function respelled(
	{ tree, missing }: SideScan,
	{ folder }: SyncSide,
	preferred: ReadonlySet<string>,
	respell: (name: string) => string | null,
): string | null {
	let found: string | null = null;
	for (const { path } of tree.entries.values()) {
		const likely = preferred.has(relativeTo(tree.folder, path));
		if (found !== null && !likely) continue;
		const name = respell(nameOf(path));
		const other = name === null ? null : joinPath(folderOf(path), name);
		if (other === null || tree.entries.has(other)) continue;
		found = other;
		if (likely) return found;
	}
	if (found !== null || missing || folder === '/') return found;
	const name = respell(nameOf(folder));
	return name === null ? null : joinPath(folderOf(folder), name);
}

async function isThere({ endpoint }: SyncSide, path: string): Promise<boolean> {
	try {
		return (await endpoint.find(path)) !== null;
	} catch (error) {
		if (!(error instanceof RemoteError) || isCategory(error, 'cancelled')) throw error;
		return true;
	}
}
