import { joinPath } from '../../../nodes/shared/model/RemotePath';
import {
	MemoryTree,
	type MemoryFile,
	type MemoryFolder,
	type MemoryLink,
	type NameRules,
} from './MemoryTree';

/** A tree as one writes it in a test: text or bytes are files, objects are folders. */
export interface TreeLiteral {
	readonly [name: string]: string | Buffer | MemoryFile | MemoryLink | TreeLiteral;
}

/** What `dump` gives: texts are files, objects folders, `-> target` links. */
export interface TreeDump {
	[name: string]: string | TreeDump;
}

/** The time of files that a literal gives none. */
export const literalTime = '2026-01-15T10:20:30Z';

/** A file with a time, for a literal. */
export function file(
	content: string | Buffer,
	modifiedAt = literalTime,
	permissions: string | null = null,
): MemoryFile {
	return {
		type: 'file',
		content: Buffer.from(content),
		modified: Date.parse(modifiedAt),
		permissions,
	};
}

/** A link, for a literal. */
export function link(target: string, modifiedAt = literalTime): MemoryLink {
	return { type: 'link', target, modified: Date.parse(modifiedAt) };
}

/** Builds a tree: `buildTree({ 'a.txt': 'text', sub: { 'b.txt': file('b', '2026-01-01T00:00:00Z') } })`. */
export function buildTree(literal: TreeLiteral, rules: Partial<NameRules> = {}): MemoryTree {
	const tree = new MemoryTree(rules);
	fill(tree, '/', literal);
	return tree;
}

function fill(tree: MemoryTree, folder: string, literal: TreeLiteral): void {
	for (const [name, value] of Object.entries(literal)) {
		const path = joinPath(folder, name);
		if (typeof value === 'string' || Buffer.isBuffer(value)) tree.set(path, file(value));
		else if (isNode(value)) tree.set(path, value);
		else {
			tree.set(path, { type: 'folder', children: new Map(), modified: Date.parse(literalTime) });
			fill(tree, path, value);
		}
	}
}

function isNode(value: MemoryFile | MemoryLink | TreeLiteral): value is MemoryFile | MemoryLink {
	return (
		(value.type === 'file' && Buffer.isBuffer(value.content)) ||
		(value.type === 'link' && typeof value.target === 'string')
	);
}

/** All that a tree, or a folder of it, holds, as a plain value to compare. */
export function dump(tree: MemoryTree, folder = '/'): TreeDump {
	return dumpFolder(tree.folder(folder) ?? tree.root);
}

function dumpFolder(folder: MemoryFolder): TreeDump {
	const result: TreeDump = {};
	const children = [...folder.children.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
	for (const { name, node } of children) {
		if (node.type === 'folder') result[name] = dumpFolder(node);
		else result[name] = node.type === 'link' ? `-> ${node.target}` : node.content.toString();
	}
	return result;
}
