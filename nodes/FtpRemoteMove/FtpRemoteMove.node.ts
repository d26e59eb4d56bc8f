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
import { MoveRun, type EarlierTries } from './MoveRun';
import { outputs } from './outputs';

/** Moves and renames files and folders on an FTP server. */
export class FtpRemoteMove implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'FTP Remote Move',
		name: 'ftpRemoteMove',
		icon: {
			light: 'file:../../icons/ftpRemote.svg',
			dark: 'file:../../icons/ftpRemote.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle:
			'={{ $parameter["operation"] + ": " + ($parameter["fromPath"] || $parameter["path"] || $parameter["folder"]) }}',
		description: 'Move and rename files and folders on an FTP server',
		defaults: { name: 'FTP Remote Move' },
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
						name: 'Move',
						value: 'move',
						description: 'Move one file or folder, with all in it',
						action: 'Move a file or folder',
					},
					{
						name: 'Move Many',
						value: 'many',
						description: 'Move those files of a folder that fit the filters',
						action: 'Move many files',
					},
					{
						name: 'Rename',
						value: 'rename',
						description: 'Give one file or folder a new name in its folder',
						action: 'Rename a file or folder',
					},
				],
				default: 'move',
			},
			...fields,
		],
	};

	methods = {
		credentialTest: { ftpRemoteApiTest },
		listSearch: {
			searchFolders: searchPaths('folder', 'folders'),
			searchFromPaths: searchPaths('fromPath', 'filesAndFolders'),
			searchPaths: searchPaths('path', 'filesAndFolders'),
			searchToFolders: searchPaths('toFolder', 'folders'),
			searchToPaths: searchPaths('toPath', 'filesAndFolders'),
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { run, open } = remoteAccess(this);
		const continueOnFail = this.continueOnFail();
		const make = (): EarlierTries => new Map();
		const tries = mostTries(this.getNode()) > 1 ? sharedByTries(this, make) : make();
		const moves = new MoveRun(run, tries, continueOnFail ? 'report' : 'throw');
		return await forEachItem(
			this,
			{ continueOnFail, run, open },
			{
				read: (itemIndex) => readRequest(this, itemIndex),
				writes: (request) => moves.pathsOf(request),
				work: async (request, endpoint, itemIndex) =>
					await moves.perform(request, endpoint, itemIndex),
				output: outputs,
			},
		);
	}
}
