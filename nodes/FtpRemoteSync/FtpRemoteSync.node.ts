import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { ftpRemoteApiTest } from '../shared/n8n/credentialTest';
import { forAllItems } from '../shared/n8n/forAllItems';
import { forEachItem } from '../shared/n8n/forEachItem';
import { searchPaths } from '../shared/n8n/searchPaths';
import { syncAccess } from '../shared/n8n/syncPair';
import { fields, readOperation, readPlanRequest, readSyncRequest } from './fields';
import { planOutputs, syncOutputs } from './outputs';
import { executePlan, sync } from './sync';

/** Makes a folder on an FTP server and a local folder the same, in one direction or in both. */
export class FtpRemoteSync implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'FTP Remote Sync',
		name: 'ftpRemoteSync',
		icon: {
			light: 'file:../../icons/ftpRemote.svg',
			dark: 'file:../../icons/ftpRemote.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["remoteFolder"] }}',
		description: 'Keep a folder on an FTP server and a local folder the same: mirror or two-way',
		defaults: { name: 'FTP Remote Sync' },
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
						name: 'Execute Plan',
						value: 'executePlan',
						description:
							'Carry out the changes that a preview returned, after somebody approved them',
						action: 'Execute an approved sync plan',
					},
					{
						name: 'Pull',
						value: 'pull',
						description: 'Copy from the remote folder to the local folder what is new or changed',
						action: 'Pull a remote folder into a local folder',
					},
					{
						name: 'Push',
						value: 'push',
						description: 'Copy from the local folder to the remote folder what is new or changed',
						action: 'Push a local folder to a remote folder',
					},
					{
						name: 'Two-Way',
						value: 'twoWay',
						description: 'Carry what is new, changed or deleted on either side to the other',
						action: 'Sync a local and a remote folder in both directions',
					},
				],
				default: 'push',
			},
			...fields,
		],
	};

	methods = {
		credentialTest: { ftpRemoteApiTest },
		listSearch: {
			searchRemoteFolders: searchPaths('remoteFolder', 'folders'),
			searchTrashFolders: searchPaths('options.trashFolder', 'folders'),
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { run, open, openPair } = syncAccess(this);
		const continueOnFail = this.continueOnFail();
		if (readOperation(this) === 'executePlan') {
			return await forAllItems(this, continueOnFail, async (items) => {
				const request = readPlanRequest(this);
				const pair = await openPair(request.folders, await open());
				const plan = items.map(({ json }) => json);
				const report = await executePlan(plan, request, pair, run, continueOnFail);
				return planOutputs(report, request.output, plan);
			});
		}
		return await forEachItem(
			this,
			// Two syncs at the same time could meet in one folder.
			{ continueOnFail, run, open, parallel: 1 },
			{
				read: (itemIndex) => readSyncRequest(this, itemIndex),
				work: async (request, endpoint) => ({
					output: request.output,
					report: await sync(
						request,
						await openPair(request.folders, endpoint),
						run,
						continueOnFail,
					),
				}),
				output: ({ report, output }) => syncOutputs(report, output),
			},
		);
	}
}
