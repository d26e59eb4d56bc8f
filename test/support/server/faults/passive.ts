import type { Fault, PassiveFault } from './Fault';

/** What is wrong with the port that EPSV or PASV announces; see `PassiveFault`. */
export function dataPort(port: NonNullable<PassiveFault['port']>): Fault {
	return { passive: { port } };
}

/** PASV that announces this address, as behind NAT. */
export function pasvAddress(address: string): Fault {
	return { passive: { address } };
}
