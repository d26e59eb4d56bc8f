import type { ICredentialDataDecryptedObject, IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { INode, INodeType } from 'n8n-workflow';
import type { FinishedRun } from './FinishedRun';
import { runWorkflow, startWorkflow, type RunningWorkflow } from './runWorkflow';
import { node, workflowOf } from './workflowOf';

/** The server that a credential is about: ours, or a real one. */
export interface Reachable {
	readonly host: string;
	readonly port: number;
}

/** The name of the node under test in `FtpRun`. */
export const tested = 'Tested';
const type = 'test.tested';

/** A credential for user `test`, quick to try again; `advanced` is on, so that all fields count. */
export function credentialFor(
	{ host, port }: Reachable,
	more: ICredentialDataDecryptedObject = {},
): ICredentialDataDecryptedObject {
	const login = { user: 'test', password: 'secret', ssl: 'never' };
	return { host, port, ...login, advanced: true, retryDelay: 0.01, ...more };
}

/** Runs one of our nodes behind a manual trigger, against one server. */
export class FtpRun {
	constructor(
		private readonly nodeType: INodeType,
		readonly credential: ICredentialDataDecryptedObject,
	) {}

	/** @param more what the node has beside its parameters, like `onError` */
	async run(
		parameters: IDataObject,
		items: readonly INodeExecutionData[] = [{ json: {} }],
		more: Partial<INode> = {},
	): Promise<FinishedRun> {
		return await runWorkflow(this.workflow(parameters, items, more), this.options());
	}

	/** Starts a run that the test will stop. */
	async start(
		parameters: IDataObject,
		items: readonly INodeExecutionData[] = [{ json: {} }],
		more: Partial<INode> = {},
	): Promise<RunningWorkflow> {
		return await startWorkflow(this.workflow(parameters, items, more), this.options());
	}

	private workflow(
		parameters: IDataObject,
		items: readonly INodeExecutionData[],
		more: Partial<INode>,
	) {
		const credentials = { ftpRemoteApi: { id: '1', name: 'Server' } };
		return workflowOf(items, node(tested, type, parameters, { credentials, ...more }));
	}

	private options() {
		return { nodeTypes: { [type]: this.nodeType }, credentials: { ftpRemoteApi: this.credential } };
	}
}
