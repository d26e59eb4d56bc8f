import type { IDataObject, WorkflowActivateMode } from 'n8n-workflow';

/** What becomes of the failure of a poll. */
export type Report = 'throw' | 'log';

/** Memories of n8n whose activation has polled already. One object stands for one activation. */
const polled = new WeakSet<IDataObject>();
/** Those whose first poll failed while n8n started. Not in the memory itself, which n8n saves then. */
const quiet = new WeakSet<IDataObject>();

/** The key under which an outage is noted. n8n does not save it: a poll that throws saves nothing. */
const key = 'outageSince';

/**
 * Says what becomes of a failed poll: the first one of an outage throws, so that a person gets to know, all further ones are
 * lines in the log until a poll succeeds. While n8n itself starts or takes over, the first one is a line in the log too:
 * thrown, it would leave the trigger inactive.
 */
export function reportFailure(
	memory: IDataObject,
	activation: WorkflowActivateMode,
	now: number,
): Report {
	const isFirst = !polled.has(memory);
	polled.add(memory);
	if (memory[key] !== undefined || quiet.has(memory)) return 'log';
	if (isFirst && (activation === 'init' || activation === 'leadershipChange')) {
		quiet.add(memory);
		return 'log';
	}
	memory[key] = new Date(now).toISOString();
	return 'throw';
}

/** Notes that a poll has succeeded. */
export function endOutage(memory: IDataObject): void {
	polled.add(memory);
	quiet.delete(memory);
	if (memory[key] !== undefined) delete memory[key];
}
