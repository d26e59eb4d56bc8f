import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';

interface Assignment {
	readonly name: string;
	readonly value: IDataObject;
}

/** n8n drops what a node's description does not name. */
export const editFieldsForm: INodeProperties[] = [
	{ displayName: 'Fields', name: 'assignments', type: 'assignmentCollection', default: {} },
	{ displayName: 'Keep', name: 'includeOtherFields', type: 'boolean', default: false },
];

/** Edit Fields (Set) with manual mapping: sets values, keeps the other fields when asked to, and the files. */
export async function editFields(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return [
		this.getInputData().map((item, index) => {
			const keep = this.getNodeParameter('includeOtherFields', index, false) as boolean;
			const set = this.getNodeParameter('assignments.assignments', index, []) as Assignment[];
			const json: IDataObject = keep ? { ...item.json } : {};
			for (const { name, value } of set) json[name] = value;
			return { ...item, json, pairedItem: { item: index } };
		}),
	];
}
