import type { Session } from '../remote/Session';
import { openListing, type OpenedListing } from './openListing';
import type { Passed } from './StageRecorder';

/** Opens a data connection and lets it carry a listing. @throws RemoteError `dataChannel` and others */
export async function checkData(
	session: Session,
	instead?: { readonly ofEpsv: string },
): Promise<Passed & { readonly opened: OpenedListing }> {
	const opened = await openListing(session);
	const { mode, address, dataPort, announcedAddress, resumed } = opened.seen;
	return {
		opened,
		seen: opened.seen,
		facts: { dataChannel: mode },
		more: {
			command: opened.passiveCommand,
			address,
			port: dataPort,
			announcedAddress,
			tlsResumed: resumed,
		},
		warning: instead
			? `Ports asked for by EPSV cannot be reached, those of PASV can (${instead.ofEpsv}). n8n finds that out by itself, but the first connection loses time: ask the administrators of the firewalls to let EPSV (RFC 2428) through.`
			: undefined,
	};
}
