import assert from 'node:assert/strict';
import type { Check } from '../Check';
import type { Lab } from '../Lab';
import type { Ended } from '../Executions';
import { chain, ftpNode, path } from '../ftpNode';

const fields = [
	...['attempts', 'category', 'description', 'ftpCode', 'message', 'path', 'retryable', 'stage'],
];

/** How a failed item looks under each setting of *On Error*. */
export const errorOutput: readonly Check[] = [
	{
		title: 'The error output gets the error with its eight fields, the other items go on',
		run: async (lab) => {
			const { status, items } = await threeItems(lab, 'continueErrorOutput');
			assert.equal(status, 'success');
			assert.deepEqual(
				items('Info').map(({ json }) => json.path),
				['/in/orders.csv', '/in/customers.json'],
			);
			const failed = items('Info', 1);
			assert.equal(failed.length, 1);
			const [item] = failed;
			assert.deepEqual(Object.keys(item ?? {}).sort(), ['json', 'pairedItem']);
			assert.deepEqual(item?.pairedItem, { item: 1 });
			// n8n itself adds the fields of the input item on this output.
			const { file, ...own } = item?.json ?? {};
			assert.equal(file, missing);
			return failure(own);
		},
	},
	{
		title: 'Under Continue the failed item stands at its place',
		run: async (lab) => {
			const { status, items } = await threeItems(lab, 'continueRegularOutput');
			assert.equal(status, 'success');
			const [first, second, third] = items('Info');
			assert.equal(first?.json.path, '/in/orders.csv');
			assert.equal(third?.json.path, '/in/customers.json');
			assert.deepEqual(Object.keys(second ?? {}).sort(), ['json', 'pairedItem']);
			return failure(second?.json);
		},
	},
	{
		title: 'Under Stop the execution fails with message, description and context',
		run: async (lab) => {
			const { status, error } = await threeItems(lab, 'stopWorkflow');
			assert.equal(status, 'error');
			assert.match(error?.message ?? '', /\/in\/deeperm/);
			assert.ok(error?.description, 'there is no description');
			assert.equal(error?.context?.category, 'notFound');
			assert.equal(error?.context?.itemIndex, 1);
			return `${error?.message} – ${error?.description}`;
		},
	},
];

/** n8n rewrites messages that hold EPERM, even inside a path. */
const missing = '/in/deeperm';

function threeItems(
	{ executions }: Lab,
	onError: 'continueErrorOutput' | 'continueRegularOutput' | 'stopWorkflow',
): Promise<Ended> {
	const items = ['/in/orders.csv', missing, '/in/customers.json'].map((file) => ({
		json: { file },
	}));
	const parameters = { operation: 'getInfo', path: path('={{ $json.file }}') };
	return executions.run(
		chain(`On Error ${onError}`, items, ftpNode('Info', 'List', parameters, { onError })),
	);
}

function failure(json: object | undefined): string {
	assert.deepEqual(Object.keys(json ?? {}), ['error']);
	const { error } = json as { error: Record<string, unknown> };
	assert.deepEqual(Object.keys(error).sort(), fields);
	assert.equal(error.category, 'notFound');
	assert.equal(error.path, missing);
	return JSON.stringify({ error });
}
