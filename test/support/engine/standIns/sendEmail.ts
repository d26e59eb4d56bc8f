import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

const names = ['fromEmail', 'toEmail', 'subject', 'text'] as const;

/** The fields of Send Email that examples fill in. */
export const sendEmailForm: INodeProperties[] = names.map((name) => ({
	displayName: name,
	name,
	type: 'string',
	default: '',
}));

/** Gives out what would have been sent, so that a test can read it. */
export async function sendEmail(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const sent = this.getInputData().map((_item, index) => ({
		json: Object.fromEntries(names.map((name) => [name, this.getNodeParameter(name, index, '')])),
		pairedItem: { item: index },
	}));
	return [sent];
}
