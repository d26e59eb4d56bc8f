import type { DataFault, Fault } from './Fault';

/** Any mix of what can go wrong on a data connection. */
export function dataFault(data: DataFault): Fault {
	return { data };
}

/** Ends the data connection after `bytes`. Default: a FIN, and the reply 426. `reply: '226 …'` makes it a lie. */
export function cutData(
	bytes: number,
	options: { readonly ending?: 'close' | 'reset'; readonly reply?: string } = {},
): Fault {
	const { ending = 'close', reply = '426 Data connection broken' } = options;
	return { data: { stopAfter: bytes, ending, reply } };
}

/** Of an upload only the first `bytes` are stored, and all is said to be well. */
export function storeOnly(bytes: number): Fault {
	return { data: { keep: bytes, reply: '226 Transfer complete' } };
}

/** Nothing moves any more after `bytes`; no connection is closed and no reply is sent. */
export function stall(bytes: number): Fault {
	return { data: { stopAfter: bytes, ending: 'hold', reply: null } };
}

/** Data and control connection are cut after `bytes`. */
export function cutControl(bytes: number): Fault {
	return { data: { stopAfter: bytes, ending: 'cutControl', reply: null } };
}

/** Moves so many bytes a second. */
export function slow(bytesPerSecond: number): Fault {
	return { data: { bytesPerSecond } };
}

/** Calls `run` when `bytes` have passed: files that grow, change or vanish meanwhile. */
export function whenPassed(bytes: number, run: () => void): Fault {
	return { data: { whenPassed: { bytes, run } } };
}

/** Moves everything as it should, and then says this; null = nothing. */
export function finalReply(reply: string | null): Fault {
	return { data: { reply } };
}

/** The TLS handshake of the data connection is refused, or never answered. */
export function dataHandshake(handshake: 'refuse' | 'silent', reply?: string): Fault {
	return { data: reply === undefined ? { handshake } : { handshake, reply } };
}
