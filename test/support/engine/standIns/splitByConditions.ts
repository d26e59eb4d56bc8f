import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

/** The one field of If and Filter that matters; n8n's engine evaluates it. */
export const conditionsField: INodeProperties = {
	displayName: 'Conditions',
	name: 'conditions',
	type: 'filter',
	default: {},
};

/** The items that meet the node's conditions, and the others. */
export async function splitByConditions(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const met: INodeExecutionData[] = [];
	const unmet: INodeExecutionData[] = [];
	this.getInputData().forEach((item, index) => {
		const meets = this.getNodeParameter('conditions', index, false, { extractValue: true });
		(meets === true ? met : unmet).push({ ...item, pairedItem: { item: index } });
	});
	return [met, unmet];
}

/** Filter: only the items that meet the conditions go on. */
export async function keepByConditions(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const [met = []] = await splitByConditions.call(this);
	return [met];
}
