import { isIPv6 } from 'node:net';
import type { About } from './classifyError';
import { isDone, type Reply } from './Reply';
import type { Session } from './Session';

/** Where a data connection goes. */
export interface DataTarget {
	readonly host: string;
	readonly port: number;
	/** The address in a PASV reply, where it is not the one that is used. */
	readonly announced: string | null;
}

/** How often a server that has no free port at the moment is asked again at once: ProFTPD 1.3.8 tries few ports of its range, at random. */
const portTries = 3;

/** Asks for a data port: EPSV, and PASV where EPSV is not known or was seen not to work. @throws RemoteError */
export async function askPassive(session: Session, about: About): Promise<DataTarget> {
	const { profile, settings } = session;
	session.takePrepared();
	const wantsAnnounced = settings.passiveAddress === 'server';
	if (profile.passive === 'EPSV' && !wantsAnnounced && !profile.unknown.has('EPSV')) {
		const reply = await askForPort(session, 'EPSV', about);
		const target = extendedTarget(reply, session.remoteAddress);
		if (target) return target;
		const forNow = reply.code >= 400 && reply.code < 500;
		if (forNow || isIPv6(session.remoteAddress)) throw refused(session, reply, about);
		// An answer without a port; 500 and 502 not known, 522 (RFC 2428) not for this network, 550 where an administrator denies it.
		profile.unknown.add('EPSV');
		profile.passive = 'PASV';
	}
	const reply = await askForPort(session, 'PASV', about);
	const target = passiveTarget(reply, session.remoteAddress, wantsAnnounced);
	if (!target) throw refused(session, reply, about);
	return target;
}

/** Whether a data port may be asked for together with other commands: the server bears it, and EPSV was seen to lead somewhere. */
export function mayAskAhead({ profile, settings }: Session): boolean {
	return (
		profile.overlaps &&
		profile.passive === 'EPSV' &&
		profile.passiveProven &&
		!profile.unknown.has('EPSV') &&
		settings.mode === 'passive' &&
		settings.passiveAddress === 'controlHost'
	);
}

/** Nothing has begun yet, so that a 425 costs one more round trip, and not a try of the whole transfer after a pause. */
async function askForPort(
	session: Session,
	command: 'EPSV' | 'PASV',
	about: About,
): Promise<Reply> {
	for (let asked = 1; ; asked++) {
		const reply = await session.ask(command, { ...about, stage: 'passive' });
		if (reply.code !== 425 || asked === portTries) return reply;
	}
}

/** The port of a 229 reply (RFC 2428 section 3); null for any other reply. */
export function extendedTarget(reply: Reply, host: string): DataTarget | null {
	const match = /\((.)\1\1(\d{1,5})\1\)/.exec(reply.text);
	const port = Number(match?.[2]);
	return reply.code === 229 && port > 0 && port < 65_536 ? { host, port, announced: null } : null;
}

/**
 * The target of a 227 reply (RFC 959 section 4.1.2; some servers leave the brackets out).
 * @param wantsAnnounced false: the host that we are connected to is used, whatever a server behind NAT announces
 */
export function passiveTarget(
	reply: Reply,
	controlHost: string,
	wantsAnnounced: boolean,
): DataTarget | null {
	const match = /\d{1,3}(?:\s*,\s*\d{1,3}){5}/.exec(reply.text.slice(3));
	if (!isDone(reply) || !match) return null;
	const numbers = match[0].split(',').map(Number);
	if (numbers.some((number) => number > 255)) return null;
	const [a, b, c, d, high, low] = numbers;
	const port = (high ?? 0) * 256 + (low ?? 0);
	if (port === 0) return null;
	const announced = [a, b, c, d].join('.');
	return {
		host: wantsAnnounced ? announced : controlHost,
		port,
		announced: announced === controlHost ? null : announced,
	};
}

function refused(session: Session, reply: Reply, about: About) {
	// 425: the server has no free port for the moment (ProFTPD: "Address already in use").
	return session.error({
		category: 'dataChannel',
		how: 'replied',
		stage: 'passive',
		mode: 'passive',
		direction: about.direction ?? 'listing',
		path: about.path,
		ftpCode: reply.code,
		ftpReply: session.readable(reply.text),
	});
}
