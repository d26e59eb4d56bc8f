import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stateFolder } from '../../nodes/shared/model/ownNames';
import { largeName, type Material } from './tasks';

const pieceBytes = 1024 * 1024;

/** So that two trees are alike for whoever compares times, and listings show the minute. */
const written = new Date(Math.floor(Date.now() / 86_400_000 - 30) * 86_400_000);

/** Writes the files of a task into a folder. Their bytes cannot be compressed. */
export async function writeMaterial(folder: string, material: Material): Promise<void> {
	const { folders, files, fileBytes } = material;
	await mkdir(folder, { recursive: true });
	if (folders === 0) {
		await writeLarge(join(folder, largeName), fileBytes);
		return;
	}
	for (let index = 0; index < folders; index++) await mkdir(join(folder, folderName(index)));
	for (let index = 0; index < files; index++) {
		const path = join(folder, fileName(index, folders));
		await writeFile(path, randomBytes(fileBytes));
		await utimes(path, written, written);
	}
}

/** The paths of a tree's files from its folder on. */
export function materialPaths({ folders, files }: Material): string[] {
	if (folders === 0) return [largeName];
	return Array.from({ length: files }, (_, index) => fileName(index, folders));
}

/** Files and bytes below a folder: what has arrived. */
export async function contentOf(folder: string): Promise<{ files: number; bytes: number }> {
	let files = 0;
	let bytes = 0;
	for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
		// A sync of ours keeps its state beside the files.
		if (!entry.isFile() || entry.parentPath.includes(stateFolder)) continue;
		files++;
		bytes += (await stat(join(entry.parentPath, entry.name))).size;
	}
	return { files, bytes };
}

async function writeLarge(path: string, bytes: number): Promise<void> {
	const file = await open(path, 'wx');
	const piece = randomBytes(pieceBytes);
	for (let at = 0; at < bytes; at += pieceBytes) {
		// No two pieces are alike.
		piece.writeUInt32LE(at / pieceBytes, 0);
		await file.write(piece, 0, Math.min(pieceBytes, bytes - at));
	}
	await file.close();
}

const folderName = (index: number) => `folder-${String(index).padStart(3, '0')}`;
const fileName = (index: number, folders: number) =>
	join(folderName(index % folders), `file-${String(index).padStart(5, '0')}.bin`);
