import { setTimeout as sleep } from 'node:timers/promises';
import type {
	ExecutionStatus,
	IBinaryKeyData,
	IConnections,
	IDataObject,
	INode,
	INodeExecutionData,
	IRunExecutionData,
} from 'n8n-workflow';
import type { RestClient } from './RestClient';
import { unflatten } from './unflatten';

/** A workflow as a person would import it. */
export interface ImportedWorkflow {
	readonly name: string;
	readonly nodes: readonly INode[];
	readonly connections: IConnections;
	readonly settings?: IDataObject;
	readonly pinData?: IDataObject;
}

/** A workflow in n8n's database. */
export interface StoredWorkflow extends ImportedWorkflow {
	readonly id: string;
	readonly versionId: string;
}

/** An execution that has ended. */
export interface Ended {
	readonly status: ExecutionStatus;
	readonly error: { message: string; description?: string; context?: IDataObject } | null;
	/** Items by node and output, of the node's last run. */
	items(node: string, output?: number): INodeExecutionData[];
	json(node: string, output?: number): IDataObject[];
	binary(node: string): IBinaryKeyData[];
}

/** The node that a person starts a workflow with; undefined where only something else starts it. */
export function manualTrigger({ nodes }: ImportedWorkflow): INode | undefined {
	return nodes.find(({ type }) => type === 'n8n-nodes-base.manualTrigger');
}

const runMs = 90_000;
const running = ['new', 'running', 'waiting', 'unknown'];

/** Workflows of one n8n: stored, run by hand, waited for, stopped. */
export class Executions {
	constructor(private readonly rest: RestClient) {}

	/** Stores a workflow as it is. */
	store(workflow: ImportedWorkflow): Promise<StoredWorkflow> {
		// n8n 1.x insists on `active`.
		const body = { settings: { executionOrder: 'v1' }, ...workflow, active: false };
		return this.rest.post('/rest/workflows', body);
	}

	/** Runs a stored workflow from its manual trigger, as *Execute workflow* does, and gives the execution's id. */
	async begin(workflow: StoredWorkflow): Promise<string> {
		const trigger = manualTrigger(workflow);
		const { executionId } = await this.rest.post<{ executionId: string }>(
			`/rest/workflows/${workflow.id}/run`,
			{ workflowData: workflow, triggerToStartFrom: { name: trigger?.name } },
		);
		return executionId;
	}

	/** Stores a workflow, runs it by hand and waits for its end. */
	async run(workflow: ImportedWorkflow): Promise<Ended> {
		return await this.end(await this.begin(await this.store(workflow)));
	}

	/** What the *Stop* button does. */
	async stop(id: string): Promise<void> {
		await this.rest.post(`/rest/executions/${id}/stop`, {});
	}

	async status(id: string): Promise<ExecutionStatus> {
		return (await this.rest.get<{ status: ExecutionStatus }>(`/rest/executions/${id}`)).status;
	}

	/** Waits for the end. @throws when it does not come */
	async end(id: string): Promise<Ended> {
		for (const limit = Date.now() + runMs; Date.now() < limit; await sleep(250)) {
			const stored = await this.rest.get<{ status: ExecutionStatus; data: unknown }>(
				`/rest/executions/${id}`,
			);
			if (running.includes(stored.status)) continue;
			const data = (
				typeof stored.data === 'string' ? unflatten(stored.data) : stored.data
			) as Partial<IRunExecutionData> | null;
			const ended = endedOf(stored.status, data ?? {});
			// The status is written before the data.
			if (ended.hasData || stored.status === 'canceled') return ended;
		}
		throw new Error(`Execution ${id} did not end within ${runMs / 1000} s`);
	}
}

function endedOf(
	status: ExecutionStatus,
	{ resultData }: Partial<IRunExecutionData>,
): Ended & { hasData: boolean } {
	const runData = resultData?.runData ?? {};
	const items = (node: string, output = 0): INodeExecutionData[] =>
		runData[node]?.at(-1)?.data?.main?.[output] ?? [];
	return {
		status,
		error: (resultData?.error as Ended['error'] | undefined) ?? null,
		hasData: resultData?.error !== undefined || Object.keys(runData).length > 0,
		items,
		json: (node, output) => items(node, output).map(({ json }) => json),
		binary: (node) => items(node).map(({ binary }) => binary ?? {}),
	};
}
