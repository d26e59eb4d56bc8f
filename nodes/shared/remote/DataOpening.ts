import type { Socket } from 'node:net';
import type { About } from './classifyError';
import type { Intake } from './Intake';
import { openPassive } from './openPassive';
import { openActive } from './openActive';
import type { Session } from './Session';

/**
 * A data connection in the making. Passive ones are connected before the transfer command goes out; active ones
 * arrive after it.
 */
export interface DataOpening {
	/** The connected socket. @throws RemoteError `dataChannel` */
	readonly socket: () => Promise<Socket>;
	/** What reads the connection; null = it is read through its own events. */
	readonly intake: Intake | null;
	/** Gives up: closes the socket or listener. */
	readonly abandon: () => void;
	readonly mode: 'passive' | 'active';
}

/** Prepares a data connection in the credential's transfer mode. @throws RemoteError `dataChannel`, `unsupported` … */
export async function openData(session: Session, about: About): Promise<DataOpening> {
	return session.settings.mode === 'active'
		? await openActive(session, about)
		: await openPassive(session, about);
}
