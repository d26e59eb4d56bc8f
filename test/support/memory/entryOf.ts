import type { Expected } from '../../../nodes/shared/model/Endpoint';
import { precisionMs, type Entry, type Precision } from '../../../nodes/shared/model/Entry';
import { folderOf, nameOf } from '../../../nodes/shared/model/RemotePath';
import type { MemoryNode } from './MemoryTree';

/** A node as a side shows it that knows times to this precision. */
export function entryOf(path: string, node: MemoryNode, precision: Precision): Entry {
	return {
		name: nameOf(path),
		path,
		folder: folderOf(path),
		type: node.type,
		size: node.type === 'file' ? node.content.length : null,
		modifiedAt: shownTime(node.modified, precision),
		modifiedPrecision: precision,
		permissions: node.type === 'file' ? node.permissions : null,
		owner: null,
		group: null,
		linkTarget: node.type === 'link' ? node.target : null,
	};
}

/** Whether a node still is what somebody saw of it, as far as they could see. */
export function fits(node: MemoryNode, seen: Exclude<Expected, 'absent'>): boolean {
	if (node.type !== seen.type) return false;
	if (node.type !== 'file') return true;
	if (seen.size !== null && seen.size !== node.content.length) return false;
	return (
		seen.modifiedAt === null || seen.modifiedAt === shownTime(node.modified, seen.modifiedPrecision)
	);
}

function shownTime(modified: number, precision: Precision): string | null {
	if (precision === 'none') return null;
	const unit = precisionMs[precision];
	return new Date(Math.floor(modified / unit) * unit).toISOString();
}
