import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { ftpRemoteApiTest } from '../shared/n8n/credentialTest';
import { forEachItem } from '../shared/n8n/forEachItem';
import { mostTries } from '../shared/n8n/mostTries';
import { remoteAccess } from '../shared/n8n/remoteAccess';
import { searchPaths } from '../shared/n8n/searchPaths';
import { sharedByTries } from '../shared/n8n/sharedByTries';
import { fields, readRequest } from './fields';
import { outputs } from './outputs';
import { UploadRun, type WrittenFiles } from './UploadRun';

/** Uploads files of n8n's binary store, or text, to an FTP server, and creates folders there. */
export class FtpRemoteUpload implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'FTP Remote Upload',
		name: 'ftpRemoteUpload',
		icon: {
			light: 'file:../../icons/ftpRemote.svg',
			dark: 'file:../../icons/ftpRemote.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle:
			'={{ $parameter["operation"] + ": " + ($parameter["path"] || $parameter["folder"]) }}',
		description: 'Upload files to an FTP server, and create folders there',
		defaults: { name: 'FTP Remote Upload' },
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
						name: 'Create Folder',
						value: 'createFolder',
						description: 'Create a folder, and those above it where they are missing',
						action: 'Create a folder',
					},
					{
						name: 'Upload File',
						value: 'file',
						description: 'Upload the files in one or more binary fields',
						action: 'Upload a file',
					},
					{
						name: 'Upload Text',
						value: 'text',
						description: 'Upload text as a file',
						action: 'Upload text as a file',
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
			searchFolders: searchPaths('folder', 'folders'),
			searchPathFolders: searchPaths('path', 'folders'),
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { run, open } = remoteAccess(this);
		const continueOnFail = this.continueOnFail();
		const items = this.getInputData();
		const make = (): WrittenFiles => new Map();
		const written = mostTries(this.getNode()) > 1 ? sharedByTries(this, make) : make();
		const uploads = new UploadRun(run, written, continueOnFail ? 'report' : 'throw');
		return await forEachItem(
			this,
			{ continueOnFail, run, open },
			{
				read: (itemIndex) => readRequest(this, itemIndex),
				writes: (request) => uploads.pathsOf(request),
				work: async (request, endpoint, itemIndex) =>
					await uploads.upload(endpoint, request, itemIndex),
				output: (result, itemIndex) => outputs(result, items[itemIndex]),
			},
		);
	}
}
