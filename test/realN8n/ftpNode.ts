import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import { node, workflowOf } from '../support/engine/workflowOf';
import type { ImportedWorkflow } from './Executions';
import { labCredential } from './examples';

/** One of our nodes with the credential of the examples; `type` without package and prefix: `List`. */
export function ftpNode(
	name: string,
	type: string,
	parameters: IDataObject,
	more: Partial<INode> = {},
): INode {
	return node(name, `n8n-nodes-ftp-remote.ftpRemote${type}`, parameters, {
		credentials: { ftpRemoteApi: labCredential },
		...more,
	});
}

/** A path as the editor stores it. */
export function path(value: string): IDataObject {
	return { __rl: true, mode: 'path', value };
}

/** The nodes in a row after a manual trigger that gives `items`. */
export function chain(
	name: string,
	items: readonly INodeExecutionData[],
	...nodes: readonly INode[]
): ImportedWorkflow {
	const { nodes: all, connections, pinData } = workflowOf(items, ...nodes);
	const placed = all.map((one, index) => ({ ...one, position: [index * 240, 0] as const }));
	return {
		name,
		nodes: placed.map((one) => ({ ...one, position: [...one.position] })),
		connections,
		pinData: { ...pinData },
	};
}
