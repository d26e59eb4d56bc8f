import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Fault } from './Fault';

/** Answers with these replies in place of running the command. A text is one whole reply; lines of a longer one are separated by CR LF. */
export function reply(...texts: readonly string[]): Fault {
	return {
		around({ session }) {
			for (const text of texts) session.reply(session.server.codec.encode(text));
		},
	};
}

/** Sends a reply more than there should be, and goes on. */
export function say(text: string): Fault {
	return {
		async around({ session }, run) {
			session.reply(session.server.codec.encode(text));
			await run();
		},
	};
}

/** Runs the command, and answers with `text` whatever came of it. */
export function runButReply(text: string): Fault {
	return {
		reply: (real, session) => (isFinal(real) ? `${session.server.codec.encode(text)}\r\n` : real),
	};
}

/** Answers with one `reply` and closes: 421 in place of a greeting, 530 and out. */
export function replyAndClose(text: string): Fault {
	return {
		around({ session }) {
			session.reply(session.server.codec.encode(text));
			session.end();
		},
	};
}

/** Sends exactly this, with no line end of its own, in place of running the command. */
export function sendRaw(bytes: string | Buffer): Fault {
	return { around: ({ session }) => session.write(Buffer.from(bytes).toString('latin1')) };
}

/** Runs the command; its final reply is lost, and the connection with it. */
export function loseReply(how: 'close' | 'reset' = 'close'): Fault {
	return {
		reply(real, session) {
			if (!isFinal(real)) return real;
			session.drop(how);
			return null;
		},
	};
}

/** Every byte of the replies in a packet of its own. */
export function splitReply(): Fault {
	return {
		reply(real, session) {
			session.server.record.sent(session.number, session.server.codec.decode(real));
			session.control.writeAfter(async (writeNow) => {
				for (const byte of Buffer.from(real, 'latin1')) {
					if (!writeNow(Buffer.from([byte]))) return;
					await nextTurn();
				}
			});
			return null;
		},
	};
}

/** Makes the final reply a long one of several lines, correct but larger than `bytes`. */
export function hugeReply(bytes = 300 * 1024): Fault {
	return {
		reply(real) {
			if (!isFinal(real)) return real;
			const code = real.slice(0, 3);
			const line = ` ${'x'.repeat(98)}\r\n`;
			return `${code}-Much to say\r\n${line.repeat(Math.ceil(bytes / line.length))}${code} ${real.slice(4)}`;
		},
	};
}

/** A reply that never ends: `line` without a line end, `lines` without a last line. The session hangs until the client leaves. */
export function endlessReply(kind: 'line' | 'lines', code = '220'): Fault {
	const piece = Buffer.from(kind === 'line' ? 'x'.repeat(16_384) : ' more\r\n'.repeat(2000));
	return {
		around({ session }) {
			session.control.write(Buffer.from(`${code}-`));
			session.control.writeAfter(async (writeNow) => {
				for (; !session.closed.aborted; await nextTurn()) {
					if (writeNow(piece)) continue;
					// Full or closed: whatever the client does not read is not piled up here.
					await new Promise<void>((resolve) => {
						const timer = setTimeout(resolve, 20);
						session.closed.addEventListener('abort', () => {
							clearTimeout(timer);
							resolve();
						});
					});
				}
			});
		},
	};
}

/** Leaves these features out of FEAT; the commands work all the same. */
export function hideFeatures(...names: readonly string[]): Fault {
	return {
		reply: (real) =>
			real
				.split('\r\n')
				.filter((line) => !names.some((name) => line.trim().toUpperCase().startsWith(name)))
				.join('\r\n'),
	};
}

/** SIZE that is wrong by so many bytes. */
export function wrongSize(byBytes: number): Fault {
	return {
		reply: (real) => real.replace(/^213 (\d+)/, (_, size) => `213 ${Number(size) + byBytes}`),
	};
}

function isFinal(text: string): boolean {
	return !text.startsWith('1');
}
