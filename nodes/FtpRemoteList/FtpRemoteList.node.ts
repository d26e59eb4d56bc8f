import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { ftpRemoteApiTest } from '../shared/n8n/credentialTest';
import { forEachItem } from '../shared/n8n/forEachItem';
import { remoteAccess } from '../shared/n8n/remoteAccess';
import { searchPaths } from '../shared/n8n/searchPaths';
import { fields, readRequest } from './fields';
import { list } from './list';
import { outputs } from './outputs';

/** Lists folders of an FTP server, and tells what is at a path. */
export class FtpRemoteList implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'FTP Remote List',
		name: 'ftpRemoteList',
		icon: {
			light: 'file:../../icons/ftpRemote.svg',
			dark: 'file:../../icons/ftpRemote.dark.svg',
		},
		group: ['input'],
		version: 1,
		subtitle:
			'={{ $parameter["operation"] + ": " + ($parameter["path"] || $parameter["folder"]) }}',
		description: 'List files and folders of an FTP server, or ask what is at a path',
		defaults: { name: 'FTP Remote List' },
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
						name: 'Exists',
						value: 'exists',
						description: 'Say whether there is something at a path',
						action: 'Check whether a file or folder exists',
					},
					{
						name: 'Get Info',
						value: 'getInfo',
						description: 'Get size, time and more of one file or folder',
						action: 'Get info about a file or folder',
					},
					{
						name: 'List',
						value: 'list',
						description: 'Get one item for each file and folder in a folder',
						action: 'List files and folders',
					},
				],
				default: 'list',
			},
			...fields,
		],
	};

	methods = {
		credentialTest: { ftpRemoteApiTest },
		listSearch: {
			searchFolders: searchPaths('folder', 'folders'),
			searchFilesAndFolders: searchPaths('path', 'filesAndFolders'),
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { run, open } = remoteAccess(this);
		return await forEachItem(
			this,
			{ continueOnFail: this.continueOnFail(), run, open },
			{
				read: (itemIndex) => readRequest(this, itemIndex),
				work: async (request, endpoint) => await list(request, endpoint, run),
				output: outputs,
			},
		);
	}
}
