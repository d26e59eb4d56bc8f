import type { Session } from '../Session';

/** The port of PASV and EPSV: a listener for the next data connection, or what a fault makes of it. */
export async function announcePort(session: Session): Promise<number> {
	return session.data.listen(session.addresses.local);
}
