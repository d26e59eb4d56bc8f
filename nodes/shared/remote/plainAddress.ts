/** Sockets that serve both families show IPv4 addresses as `::ffff:192.0.2.1` (RFC 4291 section 2.5.5.2). */
export function plainAddress(address: string): string {
	return address.replace(/^::ffff:(?=\d+\.)/, '');
}
