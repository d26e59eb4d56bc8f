/** What each activation of a trigger was told already. */
const told = new WeakMap<object, Set<string>>();

/** After so many texts of one activation nobody reads on. */
const mostTexts = 100;

/**
 * Tells each text once an activation: what is odd about a folder is so in every poll.
 * @param memory what n8n remembers for the activation
 */
export function newsOf(memory: object, tell: (text: string) => void): (text: string) => void {
	const known = told.get(memory) ?? new Set();
	told.set(memory, known);
	return (text) => {
		if (known.has(text) || known.size >= mostTexts) return;
		known.add(text);
		tell(text);
	};
}
