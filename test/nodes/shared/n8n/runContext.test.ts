import { getEventListeners } from 'node:events';
import type { IExecuteFunctions } from 'n8n-workflow';
import { asideContext, executionContext } from '../../../../nodes/shared/n8n/runContext';
import { stopSignal } from '../../../../nodes/shared/n8n/stopSignal';

function fakeExecution(signal?: AbortSignal) {
	const hints: unknown[] = [];
	const lines: string[] = [];
	const log = (line: string) => lines.push(line);
	const context = {
		getNode: () => ({ name: 'Download' }),
		getExecutionId: () => '17',
		getExecutionCancelSignal: () => signal,
		addExecutionHints: (hint: unknown) => hints.push(hint),
		logger: { info: log, warn: log, debug: log },
	} as unknown as IExecuteFunctions;
	return { context, hints, lines };
}

it('shows the same hint once a run', () => {
	const { context, hints } = fakeExecution();
	const run = executionContext(context);
	['a', 'b', 'a'].forEach(run.hint);
	expect(hints).toEqual([
		{ message: 'a', location: 'outputPane' },
		{ message: 'b', location: 'outputPane' },
	]);
});

it('takes turns by execution', () => {
	expect(executionContext(fakeExecution().context).owner).toBe('execution 17');
});

it('names the node in the log', () => {
	const { context, lines } = fakeExecution();
	executionContext(context).log('warn', 'slow');
	expect(lines).toEqual(['Download: slow']);
});

it('gives every folder browser and test a turn of its own, and their hints to the log', () => {
	const { context, lines } = fakeExecution();
	const one = asideContext({ logger: context.logger }, 'Test');
	const other = asideContext({ logger: context.logger }, 'Test');
	expect(one.owner).not.toBe(other.owner);
	one.hint('odd');
	expect(lines).toEqual(['Test: odd']);
});

describe('stopping the execution', () => {
	it('ends a pause with the error of a stopped execution', async () => {
		const stop = new AbortController();
		const run = executionContext(fakeExecution(stop.signal).context);
		const pause = run.sleep(60_000);
		stop.abort();
		await expect(pause).rejects.toMatchObject({ category: 'cancelled' });
		await expect(run.sleep(60_000)).rejects.toBe(run.signal.reason);
	});

	it('is heard by one listener however many nodes an execution runs', () => {
		const { signal } = new AbortController();
		const derived = Array.from({ length: 50 }, () => stopSignal(signal));
		expect(new Set(derived).size).toBe(1);
		expect(getEventListeners(signal, 'abort')).toHaveLength(1);
	});

	it('is known when it happened before', () => {
		expect(stopSignal(AbortSignal.abort()).reason).toMatchObject({ category: 'cancelled' });
	});
});
