import type { Explanation } from './shown';

/** The one message that n8n takes for a stopped execution. */
export const stopMessage = 'The execution was canceled';

/** n8n marks an execution as stopped by the user when a message holds this word, even inside a path. */
const stopWord = /cancell?ed/gi;

/**
 * Keeps n8n's word for a stopped execution out of every other message: a path or host that holds it moves to the
 * description, any other use becomes "stopped".
 */
export function withoutStopWord(
	explanation: Explanation,
	names: ReadonlyArray<string | null | undefined> = [],
): Explanation {
	if (explanation.message.search(stopWord) < 0) return explanation;
	let message = explanation.message;
	const moved: string[] = [];
	for (const name of names) {
		if (!name || name.search(stopWord) < 0) continue;
		for (const form of [`"${name}"`, name])
			message = message.split(form).join('the path named below');
		moved.push(`"${name}"`);
	}
	return {
		message: message.replace(stopWord, 'stopped'),
		description:
			moved.length === 0
				? explanation.description
				: `${explanation.description} It is about ${moved.join(' and ')}.`,
	};
}
