import type { Reply } from './Reply';

/** A reply longer than this is no FTP; a directory listing by STAT never gets near it. */
export const longestReply = 256 * 1024;

/** How much of a line may arrive without three digits at its start before it is called no FTP. */
const longestJunk = 16 * 1024;

/** What cannot be an FTP reply. */
export class NotFtp extends Error {
	constructor(
		readonly how: 'noDigits' | 'tooLong' | 'mail',
		/** The first bytes that came, at most 200. */
		readonly sample: string,
	) {
		super(`not an FTP reply: ${how}`);
	}
}

/**
 * Puts the pieces of a control connection together to replies, whatever their borders (RFC 959 section 4.2:
 * `123-` opens a group that `123 ` closes). Bytes come and go as latin1.
 */
export class ReplyReader {
	private rest = '';
	/** Whether `rest` begins with three digits; null until there are three characters. Looking again would copy it. */
	private hasDigits: boolean | null = null;
	private group: { code: string; lines: string[]; length: number } | null = null;

	/** Whether a reply has begun that has not ended. */
	get isWithin(): boolean {
		return this.rest !== '' || this.group !== null;
	}

	/**
	 * Takes what arrived and gives the replies that it completes.
	 * @throws NotFtp
	 */
	push(chunk: string): Reply[] {
		const replies: Reply[] = [];
		this.rest += chunk;
		// Nothing to look for: a line that comes byte by byte must not be searched each time.
		if (!chunk.includes('\n')) {
			this.refuseJunk();
			return replies;
		}
		let start = 0;
		for (let end = this.rest.indexOf('\n'); end >= 0; end = this.rest.indexOf('\n', start)) {
			const line = this.rest.slice(start, this.rest[end - 1] === '\r' ? end - 1 : end);
			start = end + 1;
			const reply = this.line(line);
			if (reply) replies.push(reply);
		}
		this.rest = this.rest.slice(start);
		this.hasDigits = null;
		this.refuseJunk();
		return replies;
	}

	private line(line: string): Reply | null {
		// Some servers put a tab or nothing at all where RFC 959 wants a blank.
		const match = /^([1-6]\d\d)(?:(-)|(?!\d))/.exec(line);
		if (this.group) {
			const { group } = this;
			group.lines.push(line);
			group.length += line.length + 2;
			if (group.length > longestReply)
				throw new NotFtp('tooLong', group.lines.join('\n').slice(0, 200));
			if (match?.[1] !== group.code || match[2] === '-') return null;
			this.group = null;
			return { code: Number(group.code), text: group.lines.join('\n') };
		}
		if (!match) {
			// Blank lines between replies and telnet leftovers are met in the wild; a text is something else.
			if (line.trim() === '' || line.length < 3) return null;
			throw new NotFtp('noDigits', line.slice(0, 200));
		}
		const code = match[1] ?? '';
		if (match[2] === '-') {
			this.group = { code, lines: [line], length: line.length };
			return null;
		}
		return { code: Number(code), text: line };
	}

	private refuseJunk() {
		if (this.rest.length > longestReply) throw new NotFtp('tooLong', this.rest.slice(0, 200));
		if (this.rest.length >= 3) this.hasDigits ??= /^\d{3}/.test(this.rest);
		if (!this.group && this.hasDigits === false && this.rest.length > longestJunk)
			throw new NotFtp('noDigits', this.rest.slice(0, 200));
	}
}
