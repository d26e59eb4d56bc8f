import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { untilClosed } from './untilClosed';
import { dataFaultOf, type DataFault } from '../faults/Fault';
import type { Session } from '../Session';

/** A data connection that is ready for bytes. */
export interface OpenData {
	readonly raw: Socket;
	/** What bytes go through: `raw`, or TLS over it. */
	readonly stream: Socket;
	readonly fault: DataFault;
}

/**
 * Waits for the data connection, sends `opening`, and takes the TLS handshake.
 * Null when that failed; the reply has been sent then, and the data connection is gone.
 */
export async function openData(
	session: Session,
	verb: string,
	opening: string,
): Promise<OpenData | null> {
	const fault = dataFaultOf(session.faults);
	const { tls, dataTimeoutMs, requireSessionReuse } = session.settings;
	if (!session.data.announced) return refuse(session, '425 Send PASV or EPSV first');
	if (tls === 'required' && !session.protectData) {
		session.data.close();
		return refuse(session, '522 Data connections must be encrypted: send PROT P');
	}
	let raw: Socket;
	try {
		raw = await session.data.open(dataTimeoutMs);
	} catch {
		session.data.close();
		return refuse(session, "425 Can't open data connection");
	}
	session.reply(opening);
	if (session.data.silent || (session.protectData && fault.handshake === 'silent')) {
		await untilClosed(session);
		return null;
	}
	if (!session.protectData) {
		record(session, verb, raw, null);
		return { raw, stream: raw, fault };
	}
	if (fault.handshake === 'refuse' || session.dataTls === null) {
		raw.resetAndDestroy();
		return refuse(session, fault.reply ?? '425 TLS handshake of the data connection failed');
	}
	try {
		const stream = await session.dataTls.accept(raw);
		record(session, verb, raw, stream);
		if (!requireSessionReuse || stream.isSessionReused()) return { raw, stream, fault };
		raw.destroy();
		return refuse(session, '522 The TLS session of the control connection must be resumed');
	} catch {
		return refuse(session, '425 TLS handshake of the data connection failed');
	}
}

function record(session: Session, verb: string, raw: Socket, stream: TLSSocket | null): void {
	session.server.record.data({
		connection: session.number,
		verb,
		encrypted: stream !== null,
		clientAddress: raw.remoteAddress ?? '',
		resumed: stream?.isSessionReused() ?? false,
	});
}

function refuse(session: Session, reply: string): null {
	session.reply(reply);
	return null;
}
