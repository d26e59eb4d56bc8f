import { setMaxListeners } from 'node:events';
import { RemoteError } from '../model/RemoteError';
import { stopMessage } from '../explain/stopWord';

const derived = new WeakMap<AbortSignal, AbortSignal>();

/** The reason of every piece of work that ends because the execution was stopped. */
export function cancelledError(): RemoteError {
	return new RemoteError({
		category: 'cancelled',
		stage: 'local',
		message: stopMessage,
		description: 'It was stopped in n8n. What was finished before stays as it is.',
	});
}

/**
 * n8n's stop signal with `cancelledError` as its reason, so that whoever throws `signal.reason` throws the right thing.
 * One is made for each execution, however many nodes and loop rounds it has.
 */
export function stopSignal(source: AbortSignal | undefined): AbortSignal {
	if (source === undefined) return roomy(new AbortController()).signal;
	const known = derived.get(source);
	if (known) return known;
	const controller = roomy(new AbortController());
	const stop = () => controller.abort(cancelledError());
	if (source.aborted) stop();
	else source.addEventListener('abort', stop, { once: true });
	derived.set(source, controller.signal);
	return controller.signal;
}

/** Each connection and waiting item listens; more than ten are no leak. */
function roomy(controller: AbortController): AbortController {
	setMaxListeners(0, controller.signal);
	return controller;
}
