import './env';
import { Container } from '@n8n/di';
import { BinaryDataService, WorkflowExecute } from 'n8n-core';
import type { IDataObject, WorkflowExecuteMode } from 'n8n-workflow';
import type { CredentialMap } from './credentialStore';
import { executionData } from './executionData';
import { FinishedRun } from './FinishedRun';
import { nodeTypesOf, type NodeTypeMap } from './nodeTypes';
import { loadedWorkflow, storedWorkflow, type WorkflowFile } from './workflowFile';

export interface EngineOptions {
	readonly nodeTypes: NodeTypeMap;
	readonly credentials?: CredentialMap;
	readonly mode?: WorkflowExecuteMode;
	readonly staticData?: IDataObject;
	/** Called when n8n begins a node. */
	readonly onNodeStart?: (name: string) => void;
}

/** An execution under way. */
export interface RunningWorkflow {
	/** What the Stop button does. */
	readonly cancel: () => void;
	readonly finished: Promise<FinishedRun>;
}

let binaryStore: Promise<void> | undefined;

/** Opens the binary store that the environment names; in memory mode there is none. */
export async function openBinaryStore(): Promise<void> {
	if (process.env.N8N_DEFAULT_BINARY_DATA_MODE === 'default') return;
	await (binaryStore ??= Container.get(BinaryDataService).init());
}

/** Starts a workflow in n8n's own engine, in this process. */
export async function startWorkflow(
	file: WorkflowFile,
	options: EngineOptions,
): Promise<RunningWorkflow> {
	await openBinaryStore();
	const mode = options.mode ?? 'manual';
	const additionalData = executionData(storedWorkflow(file), mode, options.credentials ?? {});
	additionalData.hooks?.addHandler('nodeExecuteBefore', (name) => options.onNodeStart?.(name));
	const workflow = loadedWorkflow(file, nodeTypesOf(options.nodeTypes), options.staticData);
	const run = new WorkflowExecute(additionalData, mode).run({ workflow, pinData: file.pinData });
	return { cancel: () => run.cancel(), finished: run.then((result) => new FinishedRun(result)) };
}

/** Runs a workflow to its end. */
export async function runWorkflow(
	file: WorkflowFile,
	options: EngineOptions,
): Promise<FinishedRun> {
	return await (
		await startWorkflow(file, options)
	).finished;
}
