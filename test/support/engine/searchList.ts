import './env';
import { LoadOptionsContext } from 'n8n-core';
import type { IDataObject, INode, INodeListSearchResult } from 'n8n-workflow';
import { executionData } from './executionData';
import { nodeTypesOf } from './nodeTypes';
import type { EngineOptions } from './runWorkflow';
import { loadedWorkflow, storedWorkflow } from './workflowFile';

/** Asks a node's `listSearch` method what n8n's editor asks while a person browses in the field at `field`. */
export async function searchList(
	node: INode,
	field: string,
	method: string,
	search: { readonly filter?: string; readonly paginationToken?: string },
	options: EngineOptions,
): Promise<INodeListSearchResult> {
	const types = nodeTypesOf(options.nodeTypes);
	const file = { nodes: [node], connections: {} };
	const additionalData = executionData(storedWorkflow(file), 'internal', options.credentials ?? {});
	additionalData.currentNodeParameters = node.parameters;
	const workflow = loadedWorkflow(file, types);
	const list = types.getByNameAndVersion(node.type, node.typeVersion).methods?.listSearch?.[method];
	if (!list) throw new Error(`${node.type} has no list "${method}"`);
	const context = new LoadOptionsContext(workflow, node, additionalData, `parameters.${field}`);
	return await list.call(context, search.filter, search.paginationToken);
}

/** The value of a resource locator as n8n's editor stores it. */
export function locator(value: unknown, mode: 'path' | 'list' = 'path'): IDataObject {
	return { __rl: true, mode, value: value as IDataObject };
}
