import type { Socket } from 'node:net';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';

/**
 * Sends a RST once the client had time to read what was sent: a RST throws away what is still on its way, and libuv
 * reports one that is polled together with data as an ordinary end.
 */
export async function resetAfterRead(socket: Socket): Promise<void> {
	await sleep(20);
	// A client in this process reads in turns of the same loop, which may have been too busy for one since.
	for (let turn = 0; turn < 3; turn++) await nextTurn();
	socket.resetAndDestroy();
}
