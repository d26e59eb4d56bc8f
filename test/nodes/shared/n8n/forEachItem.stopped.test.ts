import type { IDataObject } from 'n8n-workflow';
import { runContext } from '../../../../nodes/shared/n8n/runContext';
import { cancelledError } from '../../../../nodes/shared/n8n/stopSignal';
import { loopOver, numbered } from './loopOver';

describe.each([[false], [true]])('a stopped execution (Continue On Fail: %p)', (continueOnFail) => {
	it('throws what one item was stopped with', async () => {
		const work = async () => {
			throw cancelledError();
		};
		await expect(loopOver(numbered(2), { continueOnFail })({ work })).rejects.toMatchObject({
			message: 'The execution was canceled',
		});
	});

	it('throws that it was stopped', async () => {
		const stop = new AbortController();
		const run = runContext({ signal: stop.signal } as Parameters<typeof runContext>[0]);
		const work = async (request: IDataObject) => {
			stop.abort(cancelledError());
			await run.sleep(60_000);
			return request;
		};
		await expect(loopOver(numbered(5), { continueOnFail, run })({ work })).rejects.toMatchObject({
			message: 'The execution was canceled',
			context: { category: 'cancelled' },
		});
	});
});
