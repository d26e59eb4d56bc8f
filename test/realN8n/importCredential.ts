import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { exampleCredential } from './examples';
import type { N8nInstance } from './N8nInstance';

/**
 * Puts the credential of the examples into an n8n that is not running, under their id: so they run as they are.
 * @throws when n8n does not say that it imported it
 */
export async function importCredential(n8n: N8nInstance, data: IDataObject): Promise<void> {
	const file = join(n8n.userFolder, 'credential.json');
	const credential = { ...exampleCredential, type: 'ftpRemoteApi', data };
	await writeFile(file, JSON.stringify([credential]));
	const output = await n8n.command('import:credentials', `--input=${file}`);
	if (!/imported 1 credential/i.test(output)) {
		throw new Error(`n8n did not import the credential:\n${output.slice(-2000)}`);
	}
}
