import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

/** Gives out what came in, as triggers, No Operation and Wait do in a test. */
export async function passOn(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return [this.getInputData()];
}
