import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder that is gone after `remove`, or with this process. */
export interface TemporaryFolder {
	readonly path: string;
	remove(): Promise<void>;
}

/** Makes a folder of its own for one use. */
export async function temporaryFolder(purpose: string): Promise<TemporaryFolder> {
	const path = await mkdtemp(join(tmpdir(), `ftp-remote-${purpose}-`));
	const options = { recursive: true, force: true, maxRetries: 5 };
	const atExit = () => rmSync(path, options);
	process.once('exit', atExit);
	return {
		path,
		remove: async () => {
			await rm(path, options);
			process.removeListener('exit', atExit);
		},
	};
}
