import type { IExecuteFunctions } from 'n8n-workflow';
import { sharedByTries } from '../../../../nodes/shared/n8n/sharedByTries';

function context(execution: AbortSignal | undefined, name = 'Delete', round = 0, items = 1) {
	const told = {
		getExecutionCancelSignal: () => execution,
		getNode: () => ({ name }),
		evaluateExpression: () => round,
		getInputData: () => Array.from({ length: items }, () => ({ json: {} })),
	};
	return told as unknown as IExecuteFunctions;
}

describe('something made for one run of a node', () => {
	const execution = new AbortController().signal;
	const first = sharedByTries(context(execution), () => ({}));

	it('is the same in each try', () => {
		expect(sharedByTries(context(execution), () => ({}))).toBe(first);
	});

	it.each([
		['another execution', context(new AbortController().signal)],
		['another node', context(execution, 'Delete1')],
		['another round of a loop', context(execution, 'Delete', 1)],
		['an execution that cannot be told from others', context(undefined)],
		['a run without items', context(execution, 'Delete', 0, 0)],
	])('is new in %s', (_, other) => {
		expect(sharedByTries(other, () => ({}))).not.toBe(first);
	});
});
