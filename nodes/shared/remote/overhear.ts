import type { Socket } from 'node:net';
import { onAbort } from '../concurrency/onAbort';
import type { RemoteError } from '../model/RemoteError';
import { classifyError } from './classifyError';
import { dial } from './dial';
import { NotFtp, ReplyReader } from './ReplyReader';
import { resolveHost } from './resolveHost';
import { beginTls, handshake } from './secure';
import type { RemoteSettings } from './settings';
import { tlsParameters } from './tlsParameters';

/** A command of FTP (RFC 959 section 4.1.3) that tells nothing about us, and that web servers refuse at once. */
const question = 'HELP\r\n\r\n';

/** TLS records of an alert begin so: a port that speaks TLS only. */
const tlsAlert = '\x15\x03';

/**
 * Asks a port that does not greet what it is. Web servers wait for the client to begin, so silence alone does not tell
 * them from a slow FTP server. No login, and nothing secret is sent, so no certificate is looked at.
 * @param secured over TLS from the first byte
 * @returns what answers, where that is no FTP server; null for everything else
 * @throws the signal's reason, and what connecting throws
 */
export async function overhear(
	settings: RemoteSettings,
	secured: boolean,
	signal: AbortSignal,
): Promise<RemoteError | null> {
	const { host, port, localAddress, timeoutMs } = settings;
	const addresses = await resolveHost(host, localAddress, 0);
	const { socket: raw } = await dial(addresses, { port, localAddress, timeoutMs, signal });
	const forget = onAbort(signal, () => raw.destroy());
	try {
		const socket = secured ? await encrypted(raw, settings) : raw;
		socket.write(question);
		const answer = await firstBytes(socket);
		signal.throwIfAborted();
		if (answer === '' || answer.startsWith(tlsAlert)) return null;
		const problem = oddity(answer);
		return problem && classifyError(problem, { stage: 'greeting' }, settings);
	} finally {
		forget();
		raw.destroy();
	}
}

async function encrypted(raw: Socket, settings: RemoteSettings): Promise<Socket> {
	const socket = beginTls(raw, tlsParameters(settings));
	await handshake(socket, settings.timeoutMs);
	return socket;
}

/** Empty when the connection ends before any. */
async function firstBytes(socket: Socket): Promise<string> {
	return await new Promise((resolve) => {
		socket.once('data', (bytes: Buffer) => resolve(bytes.toString('latin1')));
		socket.once('end', () => resolve(''));
		socket.once('close', () => resolve(''));
		socket.on('error', () => undefined);
	});
}

function oddity(answer: string): NotFtp | null {
	try {
		new ReplyReader().push(answer);
		return null;
	} catch (error) {
		if (error instanceof NotFtp) return error;
		throw error;
	}
}
