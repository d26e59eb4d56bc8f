import type {
	IConnections,
	IDataObject,
	INode,
	INodeTypes,
	IPinData,
	IWorkflowBase,
	IWorkflowSettings,
} from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';

/** A workflow as n8n's editor exports it. `pinData` gives a node's output in place of running it. */
export interface WorkflowFile {
	readonly id?: string;
	readonly name?: string;
	readonly nodes: INode[];
	readonly connections: IConnections;
	readonly settings?: IWorkflowSettings;
	readonly pinData?: IPinData;
}

/** The row that n8n's database would hold for the workflow. */
export function storedWorkflow(file: WorkflowFile): IWorkflowBase {
	return {
		...file,
		id: file.id ?? 'workflow',
		name: file.name ?? 'Workflow',
		active: false,
		isArchived: false,
		activeVersionId: null,
		createdAt: new Date(0),
		updatedAt: new Date(0),
	};
}

/** The workflow as the engine runs it. `staticData` is what an earlier poll left behind. */
export function loadedWorkflow(
	file: WorkflowFile,
	nodeTypes: INodeTypes,
	staticData: IDataObject = {},
): Workflow {
	return new Workflow({
		id: file.id ?? 'workflow',
		name: file.name ?? 'Workflow',
		active: false,
		nodes: structuredClone(file.nodes),
		connections: file.connections,
		nodeTypes,
		staticData,
		settings: { executionOrder: 'v1', ...file.settings },
	});
}
