/** The words of a line between blanks, with their places: names need the exact column, so nothing is split by regular expression. */
export interface Words {
	readonly line: string;
	readonly text: readonly string[];
	/** Index of a word's first character, by word. */
	readonly start: readonly number[];
	/** Index after a word's last character, by word. */
	readonly end: readonly number[];
}

/** The first `limit` words of `line` from the index `from` on. */
export function wordsOf(line: string, from: number, limit: number): Words {
	const text: string[] = [];
	const start: number[] = [];
	const end: number[] = [];
	let at = from;
	while (text.length < limit) {
		while (at < line.length && isBlank(line.charCodeAt(at))) at++;
		if (at >= line.length) break;
		const first = at;
		while (at < line.length && !isBlank(line.charCodeAt(at))) at++;
		text.push(line.slice(first, at));
		start.push(first);
		end.push(at);
	}
	return { line, text, start, end };
}

function isBlank(code: number): boolean {
	return code === 32 || code === 9;
}
