import { setTimeout as wait } from 'node:timers/promises';
import { Readable } from 'node:stream';
import type { IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { runWorkflow, startWorkflow } from '../support/engine/runWorkflow';
import { standInNode } from '../support/engine/standIns/standInNode';
import { stopEngine } from '../support/engine/stopEngine';
import { itemsOf, node, workflowOf } from '../support/engine/workflowOf';

const type = 'test.probe';

/** Does what `json.do` of its first item says. */
async function probe(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const [item] = this.getInputData();
	const pairedItem = { item: 0 };
	switch (item?.json.do) {
		case 'fail':
			if (this.continueOnFail()) return [[{ json: { error: { message: 'no' } }, pairedItem }]];
			throw new NodeOperationError(this.getNode(), 'no', { itemIndex: 0 });
		case 'store': {
			const bytes = Readable.from([Buffer.from('hello '), Buffer.from('world')]);
			const data = await this.helpers.prepareBinaryData(bytes, '/in/a.txt');
			return [[{ json: {}, binary: { data }, pairedItem }]];
		}
		case 'wait':
			await wait(20_000, undefined, { signal: this.getExecutionCancelSignal() }).catch(() => {
				throw new NodeOperationError(this.getNode(), 'The execution was canceled');
			});
			return [[]];
		case 'credential':
			return [[{ json: await this.getCredentials('testApi'), pairedItem }]];
		default:
			this.addExecutionHints({ message: 'nothing to do' });
			return [this.getInputData()];
	}
}

const probeNode: INodeType = standInNode('probe', 'regular', probe);
probeNode.description.credentials = [{ name: 'testApi' }];
const options = { nodeTypes: { [type]: probeNode }, credentials: { testApi: { user: 'ada' } } };

afterAll(stopEngine);

it('runs a node and keeps its hints', async () => {
	const run = await runWorkflow(workflowOf(itemsOf({ a: 1 }, { a: 2 }), node('P', type)), options);
	expect(run.status).toBe('success');
	expect(run.json('P')).toEqual([{ a: 1 }, { a: 2 }]);
	expect(run.hints('P')).toEqual(['nothing to do']);
});

it('hands out credentials by their type', async () => {
	const credentials = { testApi: { id: '1', name: 'Test' } };
	const file = workflowOf(itemsOf({ do: 'credential' }), node('P', type, {}, { credentials }));
	expect((await runWorkflow(file, options)).json('P')).toEqual([{ user: 'ada' }]);
});

describe('a failing node', () => {
	const failing = (onError?: 'continueRegularOutput' | 'continueErrorOutput') =>
		workflowOf(itemsOf({ do: 'fail' }), node('P', type, {}, { onError }));

	it('ends the execution', async () => {
		const run = await runWorkflow(failing(), options);
		expect(run.status).toBe('error');
		expect(run.error).toMatchObject({ message: 'no', context: { itemIndex: 0 } });
	});

	it('gives an item under Continue', async () => {
		const run = await runWorkflow(failing('continueRegularOutput'), options);
		expect(run.status).toBe('success');
		expect(run.json('P')).toEqual([{ error: { message: 'no' } }]);
	});

	it('gives the item to the error output', async () => {
		const run = await runWorkflow(failing('continueErrorOutput'), options);
		expect(run.json('P', 0)).toEqual([]);
		expect(run.json('P', 1)).toEqual([{ do: 'fail', error: { message: 'no' } }]);
	});
});

it('streams a file into the filesystem store', async () => {
	const run = await runWorkflow(workflowOf(itemsOf({ do: 'store' }), node('P', type)), options);
	const [item] = run.items('P');
	expect(item?.binary?.data).toMatchObject({
		id: expect.stringMatching(/^filesystem-v2:/),
		fileName: 'a.txt',
		directory: '/in',
		mimeType: 'text/plain',
	});
	expect(String(await run.file(item))).toBe('hello world');
});

it('stops like the Stop button', async () => {
	let begun = () => {};
	const reached = new Promise<void>((resolve) => (begun = resolve));
	const running = await startWorkflow(workflowOf(itemsOf({ do: 'wait' }), node('P', type)), {
		...options,
		onNodeStart: (name) => name === 'P' && begun(),
	});
	await reached;
	running.cancel();
	expect((await running.finished).status).toBe('canceled');
});

it('runs the stand-ins of If and Edit Fields', async () => {
	const conditions = {
		options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
		combinator: 'and',
		conditions: [
			{
				id: '1',
				leftValue: '={{ $json.size }}',
				rightValue: 10,
				operator: { type: 'number', operation: 'gt' },
			},
		],
	};
	const assignments = {
		assignments: [{ id: '1', name: 'twice', value: '={{ $json.size * 2 }}', type: 'number' }],
	};
	const run = await runWorkflow(
		workflowOf(
			itemsOf({ size: 5 }, { size: 50 }),
			node('If', 'n8n-nodes-base.if', { conditions }, { typeVersion: 2.2 }),
			node('Set', 'n8n-nodes-base.set', { assignments, includeOtherFields: true }),
		),
		options,
	);
	expect(run.json('If', 1)).toEqual([{ size: 5 }]);
	expect(run.json('Set')).toEqual([{ size: 50, twice: 100 }]);
});
