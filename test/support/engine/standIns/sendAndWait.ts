import type { IExecuteFunctions, INodeType } from 'n8n-workflow';
import { standInNode } from './standInNode';

/** Send Email with the operation Send and Wait for Response, for a person who clicks at once; what was sent is kept in `sent`. */
export function sendAndWait(
	approved: boolean,
	sent: Array<{ readonly subject: string; readonly message: string }>,
): INodeType {
	const names = ['operation', 'subject', 'message'] as const;
	return standInNode(
		'emailSend',
		'regular',
		async function (this: IExecuteFunctions) {
			const text = (name: string) => this.getNodeParameter(name, 0, '') as string;
			sent.push({ subject: text('subject'), message: text('message') });
			return [[{ json: { data: { approved } }, pairedItem: { item: 0 } }]];
		},
		names.map((name) => ({ displayName: name, name, type: 'string', default: '' })),
	);
}
