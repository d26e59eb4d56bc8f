import type { ICredentialDataDecryptedObject, IDataObject, INode } from 'n8n-workflow';
import { FtpRemoteTestConnection } from '../../../nodes/FtpRemoteTestConnection/FtpRemoteTestConnection.node';
import type { FtpServer } from '../server/FtpServer';
import type { FinishedRun } from './FinishedRun';
import { runWorkflow } from './runWorkflow';
import { itemsOf, node, workflowOf } from './workflowOf';

export const testConnection = 'n8n-nodes-ftp-remote.ftpRemoteTestConnection';
export const testConnectionTypes = { [testConnection]: new FtpRemoteTestConnection() };

/** Values of the credential that reach a server of the tests; the timeout leaves room for a busy machine. */
export function credentialFor(
	server: Pick<FtpServer, 'port'>,
	more: ICredentialDataDecryptedObject = {},
): ICredentialDataDecryptedObject {
	return {
		host: '127.0.0.1',
		port: server.port,
		user: 'test',
		password: 'secret',
		timeout: 5,
		maxConnections: 5,
		...more,
	};
}

/** Runs the node once in n8n's engine. */
export async function runTestConnection(
	credential: ICredentialDataDecryptedObject,
	parameters: IDataObject = {},
	more: Partial<INode> = {},
): Promise<FinishedRun> {
	const credentials = { ftpRemoteApi: { id: '1', name: 'Server' } };
	const file = workflowOf(
		itemsOf({}),
		node('T', testConnection, parameters, { credentials, ...more }),
	);
	return await runWorkflow(file, {
		nodeTypes: testConnectionTypes,
		credentials: { ftpRemoteApi: credential },
	});
}

/** The one item of `test`, or the items of `diagnose`. @throws what ended the execution */
export async function itemsOfTest(
	credential: ICredentialDataDecryptedObject,
	parameters: IDataObject = {},
): Promise<IDataObject[]> {
	const run = await runTestConnection(credential, parameters);
	if (run.error) throw run.error;
	return run.json('T');
}
