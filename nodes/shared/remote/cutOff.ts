import type { Socket } from 'node:net';

/**
 * Closes a data connection so that the other side takes it for broken: RST, since a FIN says that the file ends here.
 * Where that end is on its way already it is only closed: Node 20 and 22 cannot reset a socket that is being ended, and
 * would keep it for ever.
 * @param raw the TCP connection below TLS
 */
export function cutOff({ raw, socket }: { readonly raw: Socket; readonly socket: Socket }): void {
	const ending = socket.writableEnded && socket.writableLength === 0;
	if (raw.readyState === 'open' && !ending) raw.resetAndDestroy();
	socket.destroy();
}
