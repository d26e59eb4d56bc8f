import './env';
import { PollContext } from 'n8n-core';
import type {
	IDataObject,
	INodeExecutionData,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { executionData } from './executionData';
import { nodeTypesOf } from './nodeTypes';
import { openBinaryStore, type EngineOptions } from './runWorkflow';
import { loadedWorkflow, storedWorkflow, type WorkflowFile } from './workflowFile';

export interface Poll {
	/** null when the poll was silent. */
	readonly items: INodeExecutionData[] | null;
	/** What n8n would save; give it to the next poll, or leave it out as n8n does after silent polls. */
	readonly staticData: IDataObject;
}

/** One poll of a polling trigger, in the context that n8n gives it. */
export async function pollTrigger(
	file: WorkflowFile,
	nodeName: string,
	options: EngineOptions & { readonly activation?: WorkflowActivateMode },
): Promise<Poll> {
	await openBinaryStore();
	const mode: WorkflowExecuteMode = options.mode ?? 'trigger';
	const additionalData = executionData(storedWorkflow(file), mode, options.credentials ?? {});
	const types = nodeTypesOf(options.nodeTypes);
	const workflow = loadedWorkflow(file, types, structuredClone(options.staticData));
	const node = workflow.getNode(nodeName);
	if (!node) throw new Error(`The workflow has no node "${nodeName}"`);
	const { poll } = types.getByNameAndVersion(node.type, node.typeVersion);
	if (!poll) throw new Error(`"${nodeName}" does not poll`);
	const context = new PollContext(
		workflow,
		node,
		additionalData,
		mode,
		options.activation ?? 'activate',
	);
	const output = await poll.call(context);
	// A round trip through JSON is what n8n's database does to it.
	const staticData = JSON.parse(JSON.stringify(workflow.staticData)) as IDataObject;
	return { items: output?.[0] ?? null, staticData };
}
