import { invalidInput } from '../shared/n8n/invalidInput';
import type { Identity } from './Version';
import type { WatchedEvent } from './WatchRules';

const known: readonly WatchedEvent[] = ['added', 'changed', 'removed'];

/**
 * What Watch For asks for: a list, or a text like "added, removed" that an expression gave.
 * @throws RemoteError `invalidInput` for nothing, for words that are no events, and for what could never happen
 */
export function readEvents(value: unknown, identity: Identity): ReadonlySet<WatchedEvent> {
	const words: readonly unknown[] =
		typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value : [];
	const events = new Set<WatchedEvent>();
	for (const word of words) {
		const text = typeof word === 'string' ? word.trim() : JSON.stringify(word);
		const event = known.find((one) => one === text);
		if (event) events.add(event);
		else if (text !== '') throw notAnEvent(text);
	}
	if (events.size === 0) {
		throw invalidInput(
			'Watch For is empty',
			'Choose what starts the workflow: files that are added, changed or removed.',
		);
	}
	if (identity === 'path' && events.size === 1 && events.has('changed')) {
		throw invalidInput(
			'Watch For is "Changed", which the Identity "Path" cannot see',
			'Choose the Identity "Path, Size and Time", or watch for added files.',
		);
	}
	return events;
}

function notAnEvent(text: string) {
	return invalidInput(
		`Watch For is "${text}", which it cannot be`,
		`Let the expression give some of: ${known.join(', ')}.`,
	);
}
