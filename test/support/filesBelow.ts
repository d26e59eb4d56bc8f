import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

/** The files below a folder of the disk, in order, as paths seen from it; temporary ones too. */
export function filesBelow(folder: string): string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => !entry.isDirectory())
		.map((entry) => relative(folder, join(entry.parentPath, entry.name)))
		.sort();
}
