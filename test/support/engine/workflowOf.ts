import type { IConnections, IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import type { WorkflowFile } from './workflowFile';

/** The name of the trigger that every workflow of `workflowOf` starts with. */
export const start = 'Start';

/** One node of a workflow, with what the tests care about. */
export function node(
	name: string,
	type: string,
	parameters: IDataObject = {},
	more: Partial<INode> = {},
): INode {
	return {
		id: name,
		name,
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters: parameters as INode['parameters'],
		...more,
	};
}

/** A manual trigger that gives `items`, and the nodes after it in a row. */
export function workflowOf(
	items: readonly INodeExecutionData[],
	...nodes: readonly INode[]
): WorkflowFile {
	const trigger = node(start, 'n8n-nodes-base.manualTrigger');
	const all = [trigger, ...nodes];
	return {
		nodes: all,
		connections: inARow(all),
		// n8n starts no node without input; an empty list of items can still be pinned.
		pinData: { [start]: [...items] },
	};
}

/** Connects each node with the next one. */
export function inARow(nodes: readonly INode[]): IConnections {
	const connections: IConnections = {};
	nodes.slice(1).forEach((next, index) => {
		const from = nodes[index];
		if (from) {
			connections[from.name] = { main: [[{ node: next.name, type: 'main', index: 0 }]] };
		}
	});
	return connections;
}

/** Items of plain values. */
export function itemsOf(...values: readonly IDataObject[]): INodeExecutionData[] {
	return values.map((json) => ({ json }));
}
