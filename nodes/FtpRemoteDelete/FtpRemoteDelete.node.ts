import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import type { Deleted } from '../shared/files/deleteEntry';
import { NestedPaths } from '../shared/files/NestedPaths';
import { ftpRemoteApiTest } from '../shared/n8n/credentialTest';
import { forEachItem } from '../shared/n8n/forEachItem';
import { remoteAccess } from '../shared/n8n/remoteAccess';
import { searchPaths } from '../shared/n8n/searchPaths';
import { sharedByTries } from '../shared/n8n/sharedByTries';
import { DeleteRun } from './DeleteRun';
import { fields, readRequest } from './fields';
import { outputs } from './outputs';

/** Deletes files and folders on an FTP server, or moves them to a trash folder. */
export class FtpRemoteDelete implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'FTP Remote Delete',
		name: 'ftpRemoteDelete',
		icon: {
			light: 'file:../../icons/ftpRemote.svg',
			dark: 'file:../../icons/ftpRemote.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle:
			'={{ $parameter["operation"] + ": " + ($parameter["path"] || $parameter["folder"]) }}',
		description: 'Delete files and folders on an FTP server, or move them to a trash folder',
		defaults: { name: 'FTP Remote Delete' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'ftpRemoteApi', required: true, testedBy: 'ftpRemoteApiTest' }],
		properties: [
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				options: [
					{
						name: 'Delete File',
						value: 'file',
						description: 'Delete one file, or a link as a link',
						action: 'Delete a file',
					},
					{
						name: 'Delete Folder',
						value: 'folder',
						description: 'Delete one folder, empty or with all in it',
						action: 'Delete a folder',
					},
					{
						name: 'Delete Many',
						value: 'many',
						description: 'Delete those files and folders of a folder that fit the filters',
						action: 'Delete many files and folders',
					},
				],
				default: 'file',
			},
			...fields,
		],
	};

	methods = {
		credentialTest: { ftpRemoteApiTest },
		listSearch: {
			searchFolders: searchPaths('path', 'folders'),
			searchManyFolders: searchPaths('folder', 'folders'),
			searchFilesAndFolders: searchPaths('path', 'filesAndFolders'),
			searchTrashFolders: searchPaths('options.trashFolder', 'folders'),
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { run, open } = remoteAccess(this);
		const tries = sharedByTries(this, () => ({
			startedAt: run.now(),
			done: new Map<string, readonly Deleted[]>(),
		}));
		const deletion = new DeleteRun(run, tries.done);
		const nested = new NestedPaths();
		return await forEachItem(
			this,
			{ continueOnFail: this.continueOnFail(), run, open },
			{
				read: (itemIndex) => readRequest(this, itemIndex, tries.startedAt),
				writes: (request) => nested.keys(request.path),
				work: async (request, endpoint, itemIndex) =>
					await deletion.perform(request, endpoint, itemIndex),
				finish: async (deleted, endpoint) => {
					await deletion.removeEmptied(endpoint);
					return deleted;
				},
				output: outputs,
			},
		);
	}
}
