import './env';
import { PollContext } from 'n8n-core';
import type {
	IDataObject,
	INodeExecutionData,
	INodeType,
	WorkflowActivateMode,
} from 'n8n-workflow';
import { executionData } from './executionData';
import type { CredentialMap } from './credentialStore';
import { nodeTypesOf } from './nodeTypes';
import { openBinaryStore } from './runWorkflow';
import { loadedWorkflow, storedWorkflow, type WorkflowFile } from './workflowFile';
import { node } from './workflowOf';

const type = 'test.trigger';

/** A workflow with a polling trigger in n8n: activated, polled, and with the memory that n8n saves of it. */
export class ActiveTrigger {
	/** What n8n's database holds: n8n saves at activation and when a poll emits, never else. */
	saved: IDataObject = {};
	private context: PollContext | undefined;
	private workflow: ReturnType<typeof loadedWorkflow> | undefined;
	private readonly file: WorkflowFile;

	constructor(
		private readonly nodeType: INodeType,
		parameters: IDataObject,
		private readonly credentials: CredentialMap,
		id = 'workflow',
	) {
		const given = { credentials: { ftpRemoteApi: { id: '1', name: 'Server' } } };
		this.file = { id, nodes: [node('Trigger', type, parameters, given)], connections: {} };
	}

	/** Activates the workflow, which polls once. @throws what the poll throws; the workflow is not active then */
	async activate(mode: WorkflowActivateMode = 'activate'): Promise<INodeExecutionData[] | null> {
		await openBinaryStore();
		const additionalData = executionData(storedWorkflow(this.file), 'trigger', this.credentials);
		// n8n has no execution yet when it polls.
		const polling = { ...additionalData, executionId: undefined };
		const types = nodeTypesOf({ [type]: this.nodeType });
		this.workflow = loadedWorkflow(this.file, types, structuredClone(this.saved));
		const trigger = this.workflow.getNode('Trigger');
		if (!trigger) throw new Error('The workflow has lost its trigger');
		this.context = new PollContext(this.workflow, trigger, polling, 'trigger', mode);
		const items = await this.poll();
		this.save();
		return items;
	}

	/** One poll of the schedule; null when it is silent. @throws what the poll throws */
	async poll(): Promise<INodeExecutionData[] | null> {
		if (!this.context) throw new Error('The workflow is not active');
		const output = await this.nodeType.poll?.call(this.context);
		if (!output) return null;
		this.save();
		return output[0] ?? [];
	}

	private save(): void {
		this.saved = JSON.parse(JSON.stringify(this.workflow?.staticData ?? {})) as IDataObject;
	}
}

/** Items of the trigger in short: `added /in/a.csv`; null for a silent poll. */
export function inShort(items: readonly INodeExecutionData[] | null): string[] | null {
	return (
		items?.map(({ json }) => {
			const { event, path } = json as { readonly event: string; readonly path: string };
			return `${event} ${path}`;
		}) ?? null
	);
}
