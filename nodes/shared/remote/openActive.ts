import { createServer, isIPv6, type Server, type Socket } from 'node:net';
import type { About } from './classifyError';
import type { DataOpening } from './DataOpening';
import { errorText } from './errorCode';
import { plainAddress } from './plainAddress';
import { isDone } from './Reply';
import type { Session } from './Session';

/**
 * Listens on our side and tells the server where (PORT, RFC 959 section 4.1.2; EPRT, RFC 2428 section 2).
 * @throws RemoteError `dataChannel` when no port of the range is free, or the server refuses the address
 */
export async function openActive(session: Session, about: About): Promise<DataOpening> {
	const { settings } = session;
	const bind = settings.localAddress || session.localAddress;
	const listener = await listen(session, bind, about);
	const accepted = firstConnection(listener, session);
	accepted.catch(() => undefined);
	const giveUp = () => {
		listener.close();
		accepted.then((socket) => socket.destroy()).catch(() => undefined);
	};
	const address = settings.activeAddress || bind;
	try {
		await announce(session, address, portOf(listener), about);
	} catch (error) {
		giveUp();
		throw error;
	}
	return {
		mode: 'active',
		// A listener gives sockets that are made already.
		intake: null,
		abandon: giveUp,
		socket: async () => {
			try {
				return await withTimeout(accepted, settings.timeoutMs);
			} catch {
				const trouble = session.control.trouble;
				if (trouble) throw session.failure(trouble, about);
				throw notCalled(session, about, address, portOf(listener));
			} finally {
				listener.close();
			}
		},
	};
}

async function announce(session: Session, address: string, port: number, about: About) {
	const extended = isIPv6(address);
	const line = extended
		? `EPRT |2|${address}|${port}|`
		: `PORT ${[...address.split('.'), port >> 8, port & 255].join(',')}`;
	const verb = extended ? 'EPRT' : 'PORT';
	const reply = await session.ask(line, { ...about, stage: 'data', verb });
	if (!isDone(reply)) throw session.refusal(reply, { ...about, stage: 'data', verb });
}

/** The first free port of the credential's range, or any. */
async function listen(session: Session, bind: string, about: About): Promise<Server> {
	const [first, last] = session.settings.activePorts ?? [0, 0];
	let failure: unknown;
	for (let port = first; port <= last; port++) {
		try {
			return await listenOn(bind, port);
		} catch (error) {
			failure = error;
		}
	}
	throw session.error(
		{
			category: 'dataChannel',
			stage: 'data',
			how: 'noAccept',
			mode: 'active',
			direction: about.direction ?? 'listing',
			path: about.path,
			address: bind,
			dataPort: first,
			libraryText: failure === undefined ? undefined : errorText(failure),
		},
		failure,
	);
}

async function listenOn(host: string, port: number): Promise<Server> {
	return await new Promise((resolve, reject) => {
		const server = createServer({ noDelay: true });
		server.once('error', reject);
		server.listen({ host, port, backlog: 1 }, () => {
			server.off('error', reject);
			resolve(server);
		});
	});
}

/** Only the server that we talk to may call: anybody else is turned away. */
async function firstConnection(listener: Server, session: Session): Promise<Socket> {
	const expected = session.remoteAddress;
	let taken = false;
	return await new Promise((resolve, reject) => {
		listener.on('connection', (socket) => {
			// It may break before anybody reads or writes it.
			socket.on('error', () => undefined);
			if (taken || plainAddress(socket.remoteAddress ?? '') !== expected) {
				socket.destroy();
				return;
			}
			taken = true;
			session.silence.touch();
			resolve(socket);
		});
		listener.once('close', () => reject(new Error('the listener was closed')));
		const forget = session.onceBroken(() => listener.close());
		listener.once('close', forget);
	});
}

function notCalled(session: Session, about: About, address: string, dataPort: number) {
	return session.error({
		category: 'dataChannel',
		stage: 'data',
		how: 'noAccept',
		mode: 'active',
		direction: about.direction ?? 'listing',
		path: about.path,
		address,
		dataPort,
		seconds: session.settings.timeoutMs / 1000,
	});
}

function portOf(listener: Server): number {
	const address = listener.address();
	return address !== null && typeof address === 'object' ? address.port : 0;
}

async function withTimeout<R>(promise: Promise<R>, ms: number): Promise<R> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_resolve, reject) => {
		timer = setTimeout(() => reject(new Error('nobody called')), ms);
	});
	try {
		return await Promise.race([promise, late]);
	} finally {
		clearTimeout(timer);
	}
}
