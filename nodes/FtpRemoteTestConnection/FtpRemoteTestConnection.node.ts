import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { ftpRemoteApiTest } from '../shared/n8n/credentialTest';
import { forEachItem } from '../shared/n8n/forEachItem';
import { settingsOf } from '../shared/n8n/remoteAccess';
import { executionContext } from '../shared/n8n/runContext';
import { checkConnection } from './checkConnection';
import { fields, readRequest } from './fields';
import { outputs } from './outputs';

/** Says what is wrong with a connection to an FTP server, and what to change. */
export class FtpRemoteTestConnection implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'FTP Remote Test Connection',
		name: 'ftpRemoteTestConnection',
		icon: {
			light: 'file:../../icons/ftpRemote.svg',
			dark: 'file:../../icons/ftpRemote.dark.svg',
		},
		group: ['input'],
		version: 1,
		subtitle: '={{ $parameter["operation"] }}',
		description:
			'Test the connection to an FTP server, report its certificate, and say what to change when it fails',
		defaults: { name: 'FTP Remote Test Connection' },
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
						name: 'Diagnose',
						value: 'diagnose',
						description: 'Get one item for each stage of the connection, and a verdict at the end',
						action: 'Diagnose a connection stage by stage',
					},
					{
						name: 'Test',
						value: 'test',
						description:
							'Get one item that tells whether the connection works, with its certificate',
						action: 'Test a connection',
					},
				],
				default: 'test',
			},
			...fields,
		],
	};

	methods = { credentialTest: { ftpRemoteApiTest } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const run = executionContext(this);
		// Items have one login in common: two diagnoses at a time would disturb each other.
		const open = async () => ({ settings: await settingsOf(this), parallel: 1 });
		return await forEachItem(
			this,
			{ continueOnFail: this.continueOnFail(), run, open },
			{
				read: (itemIndex) => readRequest(this, itemIndex),
				work: async (request, { settings }) => await checkConnection(request, settings, run),
				output: outputs,
			},
		);
	}
}
