import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { isCategory } from '../model/RemoteError';
import { asRemoteError } from './asRemoteError';
import { failedItem, outputItem, type Output } from './items';
import { nodeError } from './nodeError';

/** An output and the input item that it follows from. */
export interface OutputOf {
	readonly output: Output;
	readonly itemIndex: number;
}

/**
 * Runs work that takes all input items as one. With Continue On Fail a failure becomes one `{ error }` item that follows
 * from the first input item; without it, and for a stopped execution, the error is thrown.
 */
export async function forAllItems(
	context: Pick<IExecuteFunctions, 'getInputData' | 'getNode'>,
	continueOnFail: boolean,
	work: (items: readonly INodeExecutionData[]) => Promise<readonly OutputOf[]>,
): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	if (items.length === 0) return [[]];
	try {
		const outputs = await work(items);
		return [outputs.map(({ output, itemIndex }) => outputItem(output, itemIndex))];
	} catch (error) {
		if (continueOnFail && !isCategory(error, 'cancelled'))
			return [[failedItem(asRemoteError(error), 0)]];
		throw nodeError(context.getNode(), error, 0);
	}
}
