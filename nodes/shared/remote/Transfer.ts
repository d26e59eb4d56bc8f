import { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { judgeCertificate, reportOf } from './certificate';
import type { About } from './classifyError';
import { cutOff } from './cutOff';
import { openData, type DataOpening } from './DataOpening';
import { extendedTarget, mayAskAhead } from './passive';
import type { Intake } from './Intake';
import { isIntermediate, isRefusal, type Reply } from './Reply';
import { beginTls, handshake, HandshakeFailed } from './secure';
import type { Session } from './Session';

/** A transfer command that is under way, with its data connection ready for bytes. */
export interface Transfer {
	readonly socket: Socket;
	/** What reads `socket` in place of its events; null = they do. */
	readonly intake: Intake | null;
	/** The last answer to the command. @throws RemoteError when the connection breaks or falls silent */
	readonly finished: Promise<Reply>;
	/** Whether the server has said that it begins (150 or 125). */
	readonly begun: () => boolean;
	readonly mode: 'passive' | 'active';
	/** The TCP connection below TLS. */
	readonly raw: Socket;
}

/** What is to be transferred. */
export interface TransferCommand {
	readonly verb: 'RETR' | 'STOR' | 'APPE' | 'LIST' | 'MLSD';
	/** Wire bytes; empty for the current folder. */
	readonly argument: string;
	/** Byte offset for REST; 0 = from the beginning. */
	readonly restart: number;
	/** Whether another transfer follows on this connection, so that its port can be asked for ahead; `perhaps` = if a task waits. */
	readonly another: 'no' | 'perhaps' | 'certain';
	/** Told when the command goes out. */
	readonly onSent?: () => void;
}

/** One segment holds about 1,400 bytes; what is split over two may reach the server in the middle of the transfer. */
const oneSegment = 1300;

/** How long a server may take to say why it closed a data connection before its silence is the answer. */
const reasonMs = 3000;

/**
 * Opens the data connection, sends the command and, with PROT P, finishes the TLS handshake on it, which begins with
 * the command and not after the 150 (one round trip less).
 * @throws RemoteError
 */
export async function beginTransfer(
	session: Session,
	command: TransferCommand,
	about: About,
): Promise<Transfer> {
	const opening = await openData(session, about);
	try {
		if (command.restart > 0) await restart(session, command.restart, about);
		await session.gate.pass();
		return await start(session, command, opening, about);
	} catch (error) {
		opening.abandon();
		throw error;
	}
}

async function restart(session: Session, offset: number, about: About): Promise<void> {
	const reply = await session.ask(`REST ${offset}`, { ...about, stage: 'command', verb: 'REST' });
	if (isIntermediate(reply)) return;
	session.profile.unknown.add('REST');
	throw session.error({
		category: 'unsupported',
		stage: 'command',
		command: 'REST',
		neededFor: 'continue a transfer',
		path: about.path,
		ftpCode: reply.code,
		ftpReply: session.readable(reply.text),
	});
}

async function start(
	session: Session,
	command: TransferCommand,
	opening: DataOpening,
	about: About,
): Promise<Transfer> {
	let begun = false;
	const line = command.argument === '' ? command.verb : `${command.verb} ${command.argument}`;
	const commands = [{ line, onPreliminary: () => (begun = true) }];
	const overlaps = mayOverlap(session, command, line);
	command.onSent?.();
	const [final, ahead] = session.begin(overlaps ? [...commands, { line: 'EPSV' }] : commands);
	const finished = finish(session, final, ahead, () => ({
		...about,
		bytesSoFar: begun ? undefined : 0,
	}));
	finished.catch(() => undefined);
	try {
		const raw = await Promise.race([opening.socket(), refused(finished)]);
		const { mode, intake } = opening;
		const shape = { finished, begun: () => begun, mode, intake, raw } as const;
		if (raw.destroyed || !session.secured || !session.shared.tls) return { ...shape, socket: raw };
		return { ...shape, socket: await secureData(session, raw, finished, about) };
	} catch (error) {
		// Whoever comes next must not wait for the answer to this.
		if (!(await within(finished, reasonMs))) session.kill(new Error('a transfer did not begin'));
		throw error;
	}
}

/**
 * The final answer; the port that was asked for ahead is known by then. Handing the connection on before would let the
 * next task ask for another port, and the one ahead, closed by that and given to somebody else's listener, be dialled.
 */
async function finish(
	session: Session,
	final: Promise<Reply> | undefined,
	ahead: Promise<Reply> | undefined,
	about: () => About,
): Promise<Reply> {
	try {
		const [reply, next] = await Promise.all([final, ahead]);
		if (!reply) throw new Error('nothing was sent');
		const target = next && extendedTarget(next, session.remoteAddress);
		if (target) session.prepare(target);
		// 450 or 500: this server reads commands during a transfer; not here again.
		else if (next && next.code !== 425) session.profile.overlaps = false;
		return reply;
	} catch (error) {
		throw session.failure(error, about());
	}
}

function mayOverlap(session: Session, command: TransferCommand, line: string): boolean {
	const { another } = command;
	return (
		another !== 'no' &&
		mayAskAhead(session) &&
		line.length < oneSegment &&
		(another === 'certain' || session.shared.moreToCome())
	);
}

/** In active mode the refusal of the command comes in place of the connection: a dead one stands for it. */
async function refused(finished: Promise<Reply>): Promise<Socket> {
	const reply = await finished;
	if (isRefusal(reply)) return new Socket().destroy();
	return await new Promise<never>(() => undefined);
}

/** TLS on a data connection; where the server has refused the command meanwhile, a dead one, as without TLS. */
async function secureData(
	session: Session,
	raw: Socket,
	finished: Promise<Reply>,
	about: About,
): Promise<TLSSocket> {
	const { tls } = session.shared;
	if (!tls) throw new Error('TLS parameters are missing');
	const socket = beginTls(raw, tls, session.tlsTicket);
	socket.on('error', () => undefined);
	const forget = session.onceBroken(() => socket.destroy());
	let pending = true;
	// A server that refuses the command never begins the handshake: vsftpd, ProFTPD and Pure-FTPd leave the port open.
	void finished.then(
		(reply) => pending && isRefusal(reply) && socket.destroy(),
		() => undefined,
	);
	try {
		await handshake(socket, session.settings.timeoutMs);
		pending = false;
		session.silence.touch();
		if (!socket.isSessionReused()) {
			const seen = socket.getPeerCertificate();
			// The certificate that the control connection was accepted with needs no second look.
			if (seen.fingerprint256 !== session.certificateSeen) {
				const report = reportOf(socket, tls, session.settings);
				if (report) judgeCertificate(report, tls, session.settings, true);
			}
		}
		return socket;
	} catch (error) {
		socket.destroy();
		if (!(error instanceof HandshakeFailed)) throw error;
		const reply = await within(finished, reasonMs);
		if (reply && isRefusal(reply)) return socket;
		const { trouble } = session.control;
		if (trouble) throw session.failure(trouble, { ...about, stage: 'data', bytesSoFar: 0 });
		throw session.error(
			{
				category: 'dataChannel',
				stage: 'data',
				how: error.how === 'silent' ? 'silent' : 'tlsRefused',
				mode: session.settings.mode,
				direction: about.direction ?? 'listing',
				path: about.path,
				libraryText: error.code,
				seconds: session.settings.timeoutMs / 1000,
			},
			error,
		);
	} finally {
		forget();
	}
}

/** The reply if it comes in time; null otherwise, also when the connection breaks. */
export async function within(reply: Promise<Reply>, ms: number): Promise<Reply | null> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<null>((resolve) => {
		timer = setTimeout(() => resolve(null), ms);
	});
	try {
		return await Promise.race([reply.catch(() => null), late]);
	} finally {
		clearTimeout(timer);
	}
}

/** Breaks a transfer off; the connection survives if the server says so soon, otherwise it is given up. */
export async function breakOff(session: Session, transfer: Transfer): Promise<void> {
	cutOff(transfer);
	// Pure-FTPd 1.0.50 answers a second 150 to a broken RETR, and nothing after it.
	const reply = await within(transfer.finished, 500);
	if (!reply) session.kill(new Error('a transfer was broken off'));
}
