import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImportedWorkflow } from './Executions';
import { projectFolder } from './projectFolder';

/** A workflow of `examples/`, as it is. */
export interface Example {
	readonly file: string;
	readonly workflow: ImportedWorkflow;
}

/** The credential that workflows of our own name. */
export const labCredential = { id: 'ftpRemoteExample', name: 'FTP Remote' };

/** The credentials that the examples name, and ours. */
export function credentialsOf(all: readonly Example[]): { id: string; name: string }[] {
	const named = all
		.flatMap(({ workflow }) => workflow.nodes)
		.flatMap(({ credentials }) => credentials?.ftpRemoteApi ?? []);
	const byId = new Map([labCredential, ...named].map(({ id, name }) => [id ?? name, name]));
	return [...byId].map(([id, name]) => ({ id, name }));
}

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
