import assert from 'node:assert/strict';
import type { INodeListSearchResult } from 'n8n-workflow';
import type { Check } from '../Check';
import type { Lab } from '../Lab';
import { RestError } from '../RestClient';
import { labCredential } from '../examples';

const route = '/rest/dynamic-node-parameters/resource-locator-results';

/** What the lists in the node's panel ask for. */
export const folderBrowser: readonly Check[] = [
	{
		title: 'The folder browser lists the live server, folders only',
		run: async (lab) => {
			const names = await browsed(lab, '');
			assert.deepEqual(names, ['/in/']);
			return names.join(' ');
		},
	},
	{
		title: 'The search text of the folder browser walks down and filters',
		run: async (lab) => {
			const names = await browsed(lab, '/in/dr');
			assert.deepEqual(names, ['/in/drafts/']);
			return names.join(' ');
		},
	},
	{
		title: 'A folder inside the options is browsed too, from the folder that was chosen',
		run: async ({ rest, manifest }) => {
			const { results } = await rest.post<INodeListSearchResult>(route, {
				path: 'parameters.options.trashFolder',
				methodName: 'searchTrashFolders',
				nodeTypeAndVersion: { name: `${manifest.name}.ftpRemoteDelete`, version: 1 },
				currentNodeParameters: {
					operation: 'file',
					options: { trashFolder: { __rl: true, mode: 'list', value: '/in/' } },
				},
				credentials: { ftpRemoteApi: labCredential },
			});
			const names = results.map(({ name }) => name);
			assert.deepEqual(names, ['/in/backup/', '/in/drafts/', '/in/pictures/']);
			return names.join(' ');
		},
	},
	{
		title: 'A folder that is missing is named by the folder browser',
		run: async (lab) => {
			const refused = await browsed(lab, '/nowhere/').then(
				(names) => assert.fail(`listed ${names.join(' ')}`),
				(error: unknown) => error,
			);
			assert.ok(refused instanceof RestError);
			const { message } = refused.answer as { message: string };
			assert.match(JSON.stringify(refused.answer), /\/nowhere/);
			return message;
		},
	},
];

async function browsed({ rest, manifest }: Lab, filter: string): Promise<string[]> {
	const { results } = await rest.post<INodeListSearchResult>(route, {
		path: 'parameters.folder',
		methodName: 'searchFolders',
		filter,
		nodeTypeAndVersion: { name: `${manifest.name}.ftpRemoteList`, version: 1 },
		currentNodeParameters: {
			operation: 'list',
			folder: { __rl: true, mode: 'list', value: '/' },
		},
		credentials: { ftpRemoteApi: labCredential },
	});
	return results.map(({ name }) => name);
}
