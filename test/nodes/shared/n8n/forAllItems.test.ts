import type { INodeExecutionData } from 'n8n-workflow';
import { forAllItems } from '../../../../nodes/shared/n8n/forAllItems';
import { cancelledError } from '../../../../nodes/shared/n8n/stopSignal';
import { invalidInput } from '../../../../nodes/shared/n8n/invalidInput';

const context = (count: number): Parameters<typeof forAllItems>[0] => ({
	getInputData: () =>
		Array.from({ length: count }, (_, i): INodeExecutionData => ({ json: { i } })),
	getNode: () => ({
		id: '1',
		name: 'N',
		type: 't',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	}),
});
const failing = async () => {
	throw invalidInput('That is no plan', 'Connect one.');
};

it('hands over all items, and pairs what comes out', async () => {
	const work = async (items: readonly INodeExecutionData[]) =>
		items.map(({ json }, i) => ({ output: { json }, itemIndex: items.length - 1 - i }));
	expect(await forAllItems(context(2), false, work)).toEqual([
		[
			{ json: { i: 0 }, pairedItem: { item: 1 } },
			{ json: { i: 1 }, pairedItem: { item: 0 } },
		],
	]);
});

it('does nothing without items', async () => {
	expect(await forAllItems(context(0), false, failing)).toEqual([[]]);
});

it('throws, or gives one item with the error alone', async () => {
	await expect(forAllItems(context(3), false, failing)).rejects.toMatchObject({
		message: 'That is no plan',
		context: { itemIndex: 0, category: 'invalidInput' },
	});
	const error = expect.objectContaining({ message: 'That is no plan', category: 'invalidInput' });
	expect(await forAllItems(context(3), true, failing)).toEqual([
		[{ json: { error }, pairedItem: { item: 0 } }],
	]);
});

it('throws for a stopped execution even when it is to continue', async () => {
	const stopped = async () => {
		throw cancelledError();
	};
	await expect(forAllItems(context(1), true, stopped)).rejects.toThrow(
		'The execution was canceled',
	);
});
