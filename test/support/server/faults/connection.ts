import { setTimeout as sleep } from 'node:timers/promises';
import { untilClosed } from '../data/untilClosed';
import type { Fault } from './Fault';

/** Cuts the control connection in place of running the command. */
export function dropBefore(how: 'close' | 'reset' = 'close'): Fault {
	return { around: ({ session }) => session.drop(how) };
}

/** Runs the command, answers, and then cuts the control connection. */
export function dropAfter(): Fault {
	return {
		async around({ session }, run) {
			await run();
			session.end();
		},
	};
}

/** Waits before the command runs; a client that leaves ends the wait. */
export function delay(ms: number): Fault {
	return {
		async around({ session }, run) {
			await sleep(ms, undefined, { signal: session.closed }).catch(() => undefined);
			await run();
		},
	};
}

/** Never answers, neither this nor anything that follows. */
export function silence(): Fault {
	return { around: ({ session }) => untilClosed(session) };
}

/** Runs `work` first, for example to change a file at that moment, and then the command. */
export function firstDo(work: () => void | Promise<void>): Fault {
	return {
		async around(_exchange, run) {
			await work();
			await run();
		},
	};
}

/** Things that other servers say first, for `sendRaw` and `reply` on `GREETING`. */
export const greetings = {
	ssh: 'SSH-2.0-OpenSSH_9.6\r\n',
	http: 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n',
	smtp: '220 mail.test ESMTP ready\r\n',
	garbage: Buffer.from([0, 1, 2, 0xff, 0xfe, 0x0d, 0x0a, 0x80, 0x0d, 0x0a]),
	multiLine: '220-Welcome\r\n 220 is not the end\r\n220-Nor this\r\n220 Ready\r\n',
} as const;
