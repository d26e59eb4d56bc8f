import { connect } from 'node:net';
import { isCategory } from '../model/RemoteError';
import type { About } from './classifyError';
import type { DataOpening } from './DataOpening';
import { Intake } from './Intake';
import { askPassive, type DataTarget } from './passive';
import type { Session } from './Session';

/** A data port could not be connected to; `code` is the system's, ETIMEDOUT for silence. */
class PortFailed extends Error {
	constructor(readonly code: string) {
		super(code);
	}
}

/** How long a port that was asked for ahead is tried, in milliseconds: there is another way. */
const aheadMs = 3000;

/**
 * Asks for a port, or takes the one that was opened ahead, and connects to it. While neither command was proven, EPSV
 * that leads nowhere is followed by PASV: some firewalls follow only one of the two.
 * @throws RemoteError
 */
export async function openPassive(session: Session, about: About): Promise<DataOpening> {
	const ahead = session.takePrepared();
	if (ahead) {
		try {
			return await dialPort(session, ahead, Math.min(session.settings.timeoutMs, aheadMs), about);
		} catch {
			// The listener may have been closed meanwhile, or a firewall that opens ports by what it reads overlooks a reply
			// that follows another: an own port is asked for, also from now on.
			if (session.usable) session.profile.overlaps = false;
		}
	}
	const { profile } = session;
	const target = await asked(session, about);
	try {
		const opening = await dialPort(session, target, session.settings.timeoutMs, about);
		profile.passiveProven = true;
		return opening;
	} catch (error) {
		takeTheOther(session);
		throw failed(session, target, about, error);
	}
}

/** Firewalls that do not know EPSV swallow it or cut the connection: the next one asks with PASV. */
async function asked(session: Session, about: About): Promise<DataTarget> {
	try {
		return await askPassive(session, about);
	} catch (error) {
		const swallowed = isCategory(error, 'timeout', 'connectionLost');
		if (swallowed && session.profile.passive === 'EPSV') takeTheOther(session);
		throw error;
	}
}

function takeTheOther({ profile, settings }: Session): void {
	if (profile.passiveProven || settings.passiveAddress !== 'controlHost') return;
	profile.passive = profile.passive === 'EPSV' ? 'PASV' : 'EPSV';
}

async function dialPort(
	session: Session,
	target: DataTarget,
	ms: number,
	{ direction }: About,
): Promise<DataOpening> {
	const { settings, secured } = session;
	// TLS reads the connection itself.
	const intake = secured || direction === 'upload' ? null : new Intake();
	return await new Promise((resolve, reject) => {
		const socket = connect({
			host: target.host,
			port: target.port,
			// The end of the data, which follows at once, pushes out the last of them; a handshake has nothing that does.
			noDelay: secured !== null,
			localAddress: settings.localAddress || undefined,
			...(intake && { onread: intake.onread }),
		});
		socket.setTimeout(ms);
		const forget = session.onceBroken(() => settle('ECONNABORTED'));
		const settle = (code: string | null) => {
			forget();
			socket.setTimeout(0);
			socket.removeAllListeners();
			// For good: it may break before anybody reads or writes it.
			socket.on('error', () => undefined);
			if (code === null) {
				session.silence.touch();
				resolve({
					mode: 'passive',
					intake,
					socket: async () => await Promise.resolve(socket),
					abandon: () => socket.destroy(),
				});
				return;
			}
			socket.destroy();
			reject(new PortFailed(code));
		};
		socket.once('connect', () => settle(null));
		socket.once('timeout', () => settle('ETIMEDOUT'));
		socket.once('close', () => settle('ECONNRESET'));
		socket.once('error', (error: NodeJS.ErrnoException) => settle(error.code ?? error.message));
	});
}

function failed(session: Session, target: DataTarget, about: About, error: unknown) {
	const code = error instanceof PortFailed ? error.code : 'unknown';
	if (code === 'ECONNABORTED') return session.failure(session.control.trouble ?? error, about);
	return session.error(
		{
			category: 'dataChannel',
			stage: 'data',
			how: how(code, target),
			mode: 'passive',
			direction: about.direction ?? 'listing',
			path: about.path,
			address: target.host,
			dataPort: target.port,
			announcedAddress: target.announced ?? undefined,
			seconds: session.settings.timeoutMs / 1000,
			libraryText: code,
		},
		error,
	);
}

function how(code: string, target: DataTarget) {
	const elsewhere = target.announced !== null && target.host === target.announced;
	if (elsewhere) return 'wrongAddress';
	if (code === 'ETIMEDOUT') return 'silent';
	if (code === 'ECONNRESET') return 'reset';
	// EHOSTUNREACH of the very host that we talk to is a firewall's answer (firewalld rejects with host-prohibited).
	return 'refused';
}
