import type { Fault } from './Fault';

/** A listing with exactly this text, in UTF-8; '' = empty. Lines end in CR LF where the text says so. */
export function listingText(text: string | Buffer): Fault {
	const wire = Buffer.from(text).toString('latin1');
	return { listing: () => wire };
}

/** A listing with these lines, each with its CR LF. */
export function listingLines(...lines: readonly string[]): Fault {
	return listingText(lines.map((line) => `${line}\r\n`).join(''));
}

/** Lines more than there should be: unknown ones, hostile names, second entries of a name. */
export function addLines(...lines: readonly string[]): Fault {
	const more = Buffer.from(lines.map((line) => `${line}\r\n`).join('')).toString('latin1');
	return { listing: (text) => text + more };
}

/** Leaves lines out without a word. */
export function hideLines(pattern: RegExp): Fault {
	return {
		listing: (text) =>
			text
				.split('\r\n')
				.filter((line) => line === '' || !pattern.test(Buffer.from(line, 'latin1').toString()))
				.join('\r\n'),
	};
}

/** Cuts the listing in the middle of the line that stands at half its length, and answers with `reply`. */
export function cutListing(reply = '226 Transfer complete'): Fault {
	return {
		listing(text) {
			const half = text.indexOf('\r\n', Math.floor(text.length / 2));
			return text.slice(0, Math.max(0, half - 3));
		},
		data: { reply },
	};
}
