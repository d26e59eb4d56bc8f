import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Everything below a folder: path, and what would show any change of it. The state folder counts in. */
export function snapshotTree(folder: string): Record<string, string> {
	const found: Record<string, string> = {};
	for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
		const stats = statSync(join(folder, path));
		const content = stats.isFile() ? readFileSync(join(folder, path)) : '';
		const hash = createHash('sha256').update(content).digest('hex');
		found[path] = `${stats.size} ${stats.isFile() ? stats.mtimeMs : ''} ${hash}`;
	}
	return found;
}
