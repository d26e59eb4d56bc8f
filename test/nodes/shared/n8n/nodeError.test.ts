import type { INode } from 'n8n-workflow';
import { ExpressionError, NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { ErrorFacts } from '../../../../nodes/shared/model/RemoteError';
import { RemoteError } from '../../../../nodes/shared/model/RemoteError';
import { failedItem } from '../../../../nodes/shared/n8n/items';
import { listError, nodeError } from '../../../../nodes/shared/n8n/nodeError';

const node: INode = {
	id: '1',
	name: 'Download',
	type: 'n8n-nodes-ftp-remote.ftpRemoteDownload',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

const missing = (facts: Partial<ErrorFacts> = {}) =>
	new RemoteError({
		category: 'notFound',
		stage: 'command',
		message: '"/in/a.csv" does not exist',
		description: 'Check the path.',
		ftpCode: 550,
		ftpReply: '550 No such file',
		path: '/in/a.csv',
		attempts: 2,
		...facts,
	});

/** What is left of an error in n8n's execution data. */
const stored = (error: Error) =>
	JSON.parse(JSON.stringify({ ...error, message: error.message })) as Record<string, unknown>;

it('throws server trouble with every field in the context', () => {
	const error = nodeError(node, missing(), 7);
	expect(error).toBeInstanceOf(NodeApiError);
	expect(stored(error)).toMatchObject({
		message: '"/in/a.csv" does not exist',
		description: 'Check the path.',
		messages: ['550 No such file'],
		httpCode: '550',
		context: {
			itemIndex: 7,
			message: '"/in/a.csv" does not exist',
			description: 'Check the path.',
			category: 'notFound',
			retryable: false,
			ftpCode: 550,
			ftpReply: '550 No such file',
			stage: 'command',
			path: '/in/a.csv',
			attempts: 2,
		},
	});
});

it.each(['invalidInput', 'guard', 'cancelled'] as const)('throws %s as our own', (category) => {
	expect(nodeError(node, missing({ category }), 0)).toBeInstanceOf(NodeOperationError);
});

it('throws trouble of the local disk as our own', () => {
	const error = missing({ category: 'permission', stage: 'local' });
	expect(nodeError(node, error)).toBeInstanceOf(NodeOperationError);
});

it.each([
	['/in/deeperm/a.csv', 'EPERM'],
	['/in/enoent.txt', 'ENOENT'],
	['/econnrefused', 'ECONNREFUSED'],
	['/my eexist', 'EEXIST'],
])('keeps the message about %s, in which n8n sees %s', (path) => {
	const message = `"${path}" does not exist`;
	for (const category of ['notFound', 'invalidInput'] as const) {
		const error = nodeError(node, missing({ message, path, category, description: `See ${path}` }));
		expect(error).toMatchObject({ message, description: `See ${path}` });
	}
});

it('shows the protocol log where n8n shows data of errors, beside what is there', () => {
	const protocolLog = ['> RETR /in/a.csv', '< 550 No such file'];
	const shown = (facts: Partial<ErrorFacts>) =>
		stored(nodeError(node, missing(facts)))['context'] as Record<string, unknown>;
	expect(shown({ protocolLog })['data']).toEqual({ protocolLog });
	expect(shown({ protocolLog, data: { planned: 3 } })['data']).toEqual({ planned: 3, protocolLog });
	expect(shown({})).not.toHaveProperty('data');
	expect(Object.keys(failedItem(missing({ protocolLog }), 0).json['error'] ?? {})).toHaveLength(8);
});

it('hands over the counts of a guard', () => {
	const data = { planned: 3, changes: [{ path: '/a' }] };
	expect(stored(nodeError(node, missing({ category: 'guard', data }))).context).toMatchObject({
		data,
	});
});

describe("n8n's word for a stopped execution", () => {
	it('is the message of a stopped one', () => {
		const error = nodeError(node, missing({ category: 'cancelled', message: 'stopped' }));
		expect(error.message).toBe('The execution was canceled');
	});

	it("is another one in a message that is not about a name, n8n's own errors among them", () => {
		const message = 'The server has cancelled it';
		expect(nodeError(node, missing({ message })).message).toBe('The server has stopped it');
		const own = nodeError(node, new ExpressionError('The order was Canceled'));
		expect(own.message).toBe('The order was stopped');
	});

	it('moves from any other message to the description', () => {
		const path = '/in/canceled orders/a.csv';
		const error = missing({ path, message: `"${path}" does not exist` });
		const thrown = nodeError(node, error);
		expect(thrown.message).not.toMatch(/cancell?ed/i);
		expect(thrown).toMatchObject({ description: expect.stringContaining(path) });
		expect(failedItem(error, 0).json.error).toMatchObject({
			message: thrown.message,
			description: expect.stringContaining(path),
		});
	});
});

it('hands the description of a failed list to the editor, which takes it from NodeApiErrors only', () => {
	const error = listError(node, missing({ category: 'invalidInput', stage: 'local' }));
	expect(error).toBeInstanceOf(NodeApiError);
	expect(error).toMatchObject({
		message: '"/in/a.csv" does not exist',
		description: 'Check the path.',
	});
});

it("keeps n8n's own errors and gives them the fields", () => {
	const given = new ExpressionError('Referenced node is unexecuted', { nodeCause: 'Set' });
	const error = nodeError(node, given, 3);
	expect(error).toBe(given);
	expect(stored(error).context).toMatchObject({
		nodeCause: 'Set',
		itemIndex: 3,
		category: 'invalidInput',
	});
});

it.each([
	['an error nobody foresaw', new TypeError('x is not a function'), 'x is not a function'],
	['something that is no error', 'plain text', 'plain text'],
])('wraps %s', (_, thrown, message) => {
	expect(nodeError(node, thrown, 0)).toMatchObject({ message, context: { category: 'protocol' } });
});

describe('a failed item', () => {
	it('has the eight fields and nothing else', () => {
		expect(failedItem(missing(), 4)).toEqual({
			json: {
				error: {
					message: '"/in/a.csv" does not exist',
					description: 'Check the path.',
					category: 'notFound',
					retryable: false,
					ftpCode: 550,
					stage: 'command',
					path: '/in/a.csv',
					attempts: 2,
				},
			},
			pairedItem: { item: 4 },
		});
	});
});
