import type {
	IBinaryData,
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { BinaryStore } from '../shared/n8n/BinaryStore';
import { ftpRemoteApiTest } from '../shared/n8n/credentialTest';
import { forEachItem } from '../shared/n8n/forEachItem';
import { mostTries } from '../shared/n8n/mostTries';
import { remoteAccess } from '../shared/n8n/remoteAccess';
import { searchPaths } from '../shared/n8n/searchPaths';
import { sharedByTries } from '../shared/n8n/sharedByTries';
import { DownloadRun } from './DownloadRun';
import { fields, readRequest } from './fields';
import { outputs } from './outputs';

/** Downloads files of an FTP server into n8n's binary store, or as text. */
export class FtpRemoteDownload implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'FTP Remote Download',
		name: 'ftpRemoteDownload',
		icon: {
			light: 'file:../../icons/ftpRemote.svg',
			dark: 'file:../../icons/ftpRemote.dark.svg',
		},
		group: ['input'],
		version: 1,
		subtitle:
			'={{ $parameter["operation"] + ": " + ($parameter["path"] || $parameter["folder"]) }}',
		description: 'Download files from an FTP server',
		defaults: { name: 'FTP Remote Download' },
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
						name: 'Download File',
						value: 'file',
						description: 'Download one file into a binary field',
						action: 'Download a file',
					},
					{
						name: 'Download Many',
						value: 'many',
						description: 'Download those files of a folder that fit the filters, one item a file',
						action: 'Download many files',
					},
					{
						name: 'Download Text',
						value: 'text',
						description: 'Read a text file, or its beginning, into a text field',
						action: 'Download the text of a file',
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
			searchFilesAndFolders: searchPaths('path', 'filesAndFolders'),
			searchFolders: searchPaths('folder', 'folders'),
			searchMoveToFolders: searchPaths('options.moveToFolder', 'folders'),
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { run, open } = remoteAccess(this);
		const continueOnFail = this.continueOnFail();
		const binaryStore = new BinaryStore(this.helpers, run.hint);
		const tries = sharedByTries(this, () => ({ begun: 0 }));
		const mayRunAgain = ++tries.begun < mostTries(this.getNode());
		const downloads = new DownloadRun<IBinaryData>(
			{
				run,
				store: async (download) => await binaryStore.withRoom(download),
				onFileFailure: continueOnFail ? 'report' : 'throw',
			},
			mayRunAgain,
		);
		return await forEachItem(
			this,
			{ continueOnFail, run, open },
			{
				read: (itemIndex) => readRequest(this, itemIndex),
				work: async (request, endpoint, itemIndex) =>
					await downloads.download(endpoint, request, itemIndex),
				finish: async (result, endpoint) => await downloads.finish(endpoint, result),
				output: outputs,
			},
		);
	}
}
