import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Texts by relative path. */
export type DiskTree = Readonly<Record<string, string>>;

/** Writes files of a tree; with a time they all carry it. */
export function writeTree(folder: string, tree: DiskTree, modified?: Date): void {
	for (const [path, content] of Object.entries(tree)) {
		const file = join(folder, path);
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, content);
		if (modified) utimesSync(file, modified, modified);
	}
}

/** All files below a folder with their texts, and empty folders as `name/`; without the state folder of a sync. */
export function readTree(folder: string, below = ''): Record<string, string> {
	const found: Record<string, string> = {};
	for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
		if (entry.name === '.ftp-remote-sync') continue;
		const path = below === '' ? entry.name : `${below}/${entry.name}`;
		if (!entry.isDirectory()) {
			found[path] = readFileSync(join(folder, path), 'utf8');
			continue;
		}
		const inside = readTree(folder, path);
		if (Object.keys(inside).length === 0) found[`${path}/`] = '';
		Object.assign(found, inside);
	}
	return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
}
