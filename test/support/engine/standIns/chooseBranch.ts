import type { IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';
import { standInNode } from './standInNode';

/** Merge in the mode Choose Branch: waits for both inputs and gives out the items of one. */
export const chooseBranch: INodeType = standInNode(
	'merge',
	'regular',
	async function (this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const input = this.getNodeParameter('useDataOfInput', 0, 1) as number;
		return [this.getInputData(input - 1)];
	},
	['mode', 'output', 'useDataOfInput'].map((name) => ({
		displayName: name,
		name,
		type: name === 'useDataOfInput' ? 'number' : 'string',
		default: name === 'useDataOfInput' ? 1 : '',
	})),
);
chooseBranch.description.inputs = ['main', 'main'];
chooseBranch.description.requiredInputs = [0, 1];
