import type { IExecuteFunctions } from 'n8n-workflow';

const executions = new WeakMap<AbortSignal, Map<string, unknown>>();

/**
 * Something that all tries of one run of a node share: *Retry On Fail* calls `execute` again with the same items, and what
 * an earlier try has done already must not look like a failure then. Forgotten with the execution.
 * @param make called in the first try
 */
export function sharedByTries<T>(
	context: Pick<
		IExecuteFunctions,
		'getExecutionCancelSignal' | 'getNode' | 'evaluateExpression' | 'getInputData'
	>,
	make: () => T,
): T {
	const execution = context.getExecutionCancelSignal();
	if (execution === undefined || context.getInputData().length === 0) return make();
	// Each round of a loop is a run of its own.
	const round: unknown = context.evaluateExpression('{{ $runIndex }}', 0);
	const run = JSON.stringify([context.getNode().name, round]);
	const runs = executions.get(execution) ?? new Map<string, unknown>();
	executions.set(execution, runs);
	if (!runs.has(run)) runs.set(run, make());
	return runs.get(run) as T;
}
