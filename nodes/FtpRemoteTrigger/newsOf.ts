/** What each activation of a trigger was told already. */
const told = new WeakMap<object, Set<string>>();

/** After so many texts of one activation nobody reads on. */
const mostTexts = 100;

/**
 * Tells texts that are new to an activation from those that it has heard: what is odd about a folder is so in every poll.
 * @param memory what n8n remembers for the activation
 */
export function newsOf(memory: object): (text: string) => boolean {
	const known = told.get(memory) ?? new Set();
	told.set(memory, known);
	return (text) => {
		if (known.has(text) || known.size >= mostTexts) return false;
		known.add(text);
		return true;
	};
}
