import type {
	IExecuteFunctions,
	ILoadOptionsFunctions,
	IPollFunctions,
	Logger,
} from 'n8n-workflow';
import type { RunContext } from '../model/RunContext';
import { progressLog } from './progressLog';
import { stopSignal } from './stopSignal';

/** What differs between the places where n8n lets us work. */
export interface RunOrigin {
	readonly signal: AbortSignal;
	/** Whose turn it is in a shared pool. */
	readonly owner: string;
	readonly logger: Logger;
	/** Names the node in log lines. */
	readonly name: string;
	readonly showHint: (text: string) => void;
}

let others = 0;

/** The context of a node that runs in an execution; hints go to its output panel. */
export function executionContext(context: IExecuteFunctions): RunContext {
	const { name } = context.getNode();
	return runContext({
		signal: stopSignal(context.getExecutionCancelSignal()),
		// Two executions take turns; two nodes of one do not, they are one piece of work.
		owner: `execution ${context.getExecutionId() ?? ++others}`,
		logger: context.logger,
		name,
		showHint: (message) => context.addExecutionHints({ message, location: 'outputPane' }),
	});
}

/** The context of a folder browser, a poll or a credential test: a turn of its own, hints in the log only. */
export function asideContext(
	context: ILoadOptionsFunctions | IPollFunctions | { readonly logger: Logger },
	name: string,
	signal: AbortSignal = stopSignal(undefined),
): RunContext {
	return runContext({
		signal,
		owner: `${name} ${++others}`,
		logger: context.logger,
		name,
		showHint: (text) => context.logger.debug(`${name}: ${text}`),
	});
}

/** The context of one run: time and chance are the real ones. */
export function runContext(origin: RunOrigin): RunContext {
	const { signal, owner, logger, name } = origin;
	const shown = new Set<string>();
	const log: RunContext['log'] = (level, message) => logger[level](`${name}: ${message}`);
	return {
		signal,
		owner,
		now: Date.now,
		sleep: (ms) => sleep(ms, signal),
		random: Math.random,
		log,
		progress: progressLog(Date.now, (line) => log('info', line)),
		hint: (text) => {
			if (shown.has(text)) return;
			shown.add(text);
			origin.showHint(text);
		},
	};
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
	return new Promise((resolve, reject) => {
		const stop = () => {
			clearTimeout(timer);
			reject(signal.reason as Error);
		};
		const timer = setTimeout(() => {
			signal.removeEventListener('abort', stop);
			resolve();
		}, ms);
		if (signal.aborted) stop();
		else signal.addEventListener('abort', stop, { once: true });
	});
}
