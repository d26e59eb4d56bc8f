import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';
import type { IDataObject, INodeExecutionData, IRun, ITaskData } from 'n8n-workflow';

/** What an execution left behind, asked by node name. */
export class FinishedRun {
	constructor(readonly run: IRun) {}

	/** `success`, `error` or `canceled`. */
	get status(): IRun['status'] {
		return this.run.status;
	}

	/** The error that ended the execution, as n8n stores it. */
	get error() {
		return this.run.data.resultData.error;
	}

	/** Items of the node's last run; output 1 is the error output of a node with one. */
	items(node: string, output = 0): INodeExecutionData[] {
		return this.task(node)?.data?.main?.[output] ?? [];
	}

	json(node: string, output = 0): IDataObject[] {
		return this.items(node, output).map((item) => item.json);
	}

	/** Texts that the output panel shows for the node. */
	hints(node: string): string[] {
		return (this.task(node)?.hints ?? []).map((hint) => hint.message);
	}

	/** The bytes of one file of an item. */
	async file(item: INodeExecutionData | undefined, field = 'data'): Promise<Buffer> {
		const binary = item?.binary?.[field];
		if (!binary) throw new Error(`The item has no file in "${field}"`);
		return await Container.get(BinaryDataService).getAsBuffer(binary);
	}

	private task(node: string): ITaskData | undefined {
		return this.run.data.resultData.runData[node]?.at(-1);
	}
}
