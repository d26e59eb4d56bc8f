import { promises as fs } from 'node:fs';
import type { Socket } from 'node:net';

/** Where Linux shows its TCP connections; `tcp6` also those to IPv4 addresses through an IPv6 socket. */
const tables = ['/proc/self/net/tcp', '/proc/self/net/tcp6'] as const;

/**
 * Bytes of a connection that the system has taken and the other side has not confirmed, from the text of proc_net_tcp(5).
 * @returns null when the connection is not in the table
 */
export function unconfirmedIn(
	table: string,
	{ localPort, remotePort }: Pick<Socket, 'localPort' | 'remotePort'>,
): number | null {
	if (localPort === undefined || remotePort === undefined) return null;
	const address = (port: number) => `[0-9A-F]+:${port.toString(16).toUpperCase().padStart(4, '0')}`;
	const row = new RegExp(
		`: ${address(localPort)} ${address(remotePort)} [0-9A-F]{2} ([0-9A-F]+):`,
	).exec(table);
	return row === null ? null : parseInt(row[1] ?? '', 16);
}

/** The same, asked of the system; null where it does not tell (any but Linux). */
async function unconfirmed(socket: Socket): Promise<number | null> {
	for (const table of tables) {
		const found = unconfirmedIn(await fs.readFile(table, 'latin1').catch(() => ''), socket);
		if (found !== null) return found;
	}
	return null;
}

/** What a server's own system may hold of an upload for a program that reads slowly: tcp_rmem(7) of Linux. */
const serverBufferBytes = 6 * 1024 * 1024;

/**
 * Tells of an upload's bytes that move although nothing can be heard of it: the system takes megabytes at once, and what
 * becomes of them on a slow line shows only in what is still unconfirmed (lftp looks at TIOCOUTQ for the same reason).
 * A server whose program reads slowly holds megabytes itself, confirmed, and then takes more in big steps (ProFTPD 1.3.8
 * with a rate limit): it is given the time that so many bytes took before.
 * @param given bytes that the system was given so far: while they grow it is not asked
 * @param everyMs how often to look
 * @returns what ends it
 */
export function watchUnconfirmed(
	socket: Socket,
	given: () => number,
	everyMs: number,
	onMoved: () => void,
): () => void {
	let seen: number | null = null;
	let givenBefore = 0;
	let looks = 0;
	let movedAt = 0;
	let looking = false;
	const look = async () => {
		looks++;
		const bytes = given();
		const grown = bytes !== givenBefore;
		givenBefore = bytes;
		const left = grown ? null : await unconfirmed(socket);
		const moved = left !== null && seen !== null && left !== seen;
		seen = left;
		if (grown || moved) movedAt = looks;
		if (left === null) return;
		const patience = movedAt * Math.min(1, serverBufferBytes / bytes);
		if (looks - movedAt <= patience) onMoved();
	};
	const timer = setInterval(() => {
		if (looking) return;
		looking = true;
		void look().finally(() => (looking = false));
	}, everyMs);
	timer.unref();
	return () => clearInterval(timer);
}
