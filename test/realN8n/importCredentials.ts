import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { credentialsOf, examples } from './examples';
import type { N8nInstance } from './N8nInstance';

/**
 * Puts the credentials that the examples name into an n8n that is not running, all with the same data: so they run as
 * they are.
 * @throws when n8n does not say that it imported them
 */
export async function importCredentials(n8n: N8nInstance, data: IDataObject): Promise<void> {
	const file = join(n8n.userFolder, 'credentials.json');
	const named = credentialsOf(await examples());
	const credentials = named.map((one) => ({ ...one, type: 'ftpRemoteApi', data }));
	await writeFile(file, JSON.stringify(credentials));
	const output = await n8n.command('import:credentials', `--input=${file}`);
	if (!new RegExp(`imported ${named.length} credential`, 'i').test(output)) {
		throw new Error(`n8n did not import the credentials:\n${output.slice(-2000)}`);
	}
}
