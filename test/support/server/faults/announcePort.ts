import type { Session } from '../Session';
import { filteredPort } from './filteredPort';

/** The port of PASV and EPSV: a listener for the next data connection, or what a fault makes of it. */
export async function announcePort(session: Session): Promise<number> {
	const port = await opened(session);
	// The control connection may have ended meanwhile: nobody else would close the port any more.
	if (session.closed.aborted) session.data.close();
	return port;
}

async function opened(session: Session): Promise<number> {
	const { data } = session;
	const host = session.control.addresses.local;
	const kind = session.faults.find(({ passive }) => passive?.port)?.passive?.port;
	switch (kind) {
		case 'refused': {
			const port = await data.listen(host);
			data.announce(() => undefined);
			return port;
		}
		case 'filtered': {
			const { port, close } = await filteredPort(host);
			data.announce(close);
			return port;
		}
		case 'unserved':
			return data.listen(host, () => true);
		case 'reset':
			return data.listen(host, (socket) => {
				socket.resetAndDestroy();
				return false;
			});
		case 'silent': {
			const port = await data.listen(host);
			data.silent = true;
			return port;
		}
		case undefined:
			return data.listen(host);
	}
}
