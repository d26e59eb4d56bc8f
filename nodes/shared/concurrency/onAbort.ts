/** What is to be called for each signal; one listener a signal calls them all. */
const callbacks = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Calls `callback` once when the signal aborts; never for one that is aborted already. Node 20 warns of a leak from the
 * eleventh listener of one signal on, and looks through all of them to add one, but a run has hundreds of tasks.
 * @returns ends it; harmless when called again
 */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
	// An entry of its own, so that the same function can be given twice.
	const entry = (): void => callback();
	if (signal.aborted) return () => undefined;
	const entries = callbacks.get(signal) ?? new Set();
	if (entries.size === 0) {
		callbacks.set(signal, entries);
		signal.addEventListener('abort', callAll);
	}
	entries.add(entry);
	return () => {
		if (entries.delete(entry) && entries.size === 0) signal.removeEventListener('abort', callAll);
	};
}

function callAll(this: AbortSignal): void {
	const entries = callbacks.get(this);
	this.removeEventListener('abort', callAll);
	// One that is ended by another's callback is not called any more.
	for (const entry of entries ?? []) if (entries?.delete(entry) === true) entry();
}
