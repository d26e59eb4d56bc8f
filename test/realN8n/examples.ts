import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImportedWorkflow } from './Executions';
import { projectFolder } from './projectFolder';

/** A workflow of `examples/`, as it is. */
export interface Example {
	readonly file: string;
	readonly workflow: ImportedWorkflow;
}

/** The credential that all examples name. */
export const exampleCredential = { id: 'ftpRemoteExample', name: 'FTP Remote' };

/** All workflows of `examples/`, by file name. */
export async function examples(): Promise<readonly Example[]> {
	const folder = join(projectFolder, 'examples');
	const files = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
	return Promise.all(
		files.map(async (file) => {
			const text = await readFile(join(folder, file), 'utf8');
			return { file, workflow: JSON.parse(text) as ImportedWorkflow };
		}),
	);
}
