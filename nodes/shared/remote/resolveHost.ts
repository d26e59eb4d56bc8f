import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { errorCode } from './errorCode';

/** An address of a host and its family. */
export interface Address {
	readonly address: string;
	readonly family: 4 | 6;
}

/** No address for a name; `code` is ENOTFOUND, EAI_AGAIN or another one of getaddrinfo. */
export class HostNotFound extends Error {
	constructor(
		readonly host: string,
		readonly code: string,
		cause: unknown,
	) {
		super(`${host}: ${code}`, { cause });
	}
}

/**
 * All addresses of a host, families alternating so that a dead one costs one head start only (RFC 8305 section 4).
 * @param localAddress only addresses of its family can be reached from it
 * @param first which address stands first; a retry passes a higher number
 * @throws HostNotFound
 */
export async function resolveHost(
	host: string,
	localAddress: string,
	first: number,
): Promise<Address[]> {
	const found = await allAddresses(host);
	const family = isIP(localAddress);
	const usable = family === 0 ? found : found.filter((one) => one.family === family);
	if (usable.length === 0) throw new HostNotFound(host, 'ENODATA', null);
	const ordered = alternate(usable);
	const start = first % ordered.length;
	return [...ordered.slice(start), ...ordered.slice(0, start)];
}

async function allAddresses(host: string): Promise<Address[]> {
	const family = isIP(host);
	if (family === 4 || family === 6) return [{ address: host, family }];
	try {
		const found = await lookup(host, { all: true, verbatim: true });
		return found.map(({ address, family: kind }) => ({ address, family: kind === 6 ? 6 : 4 }));
	} catch (error) {
		throw new HostNotFound(host, errorCode(error) ?? 'ENOTFOUND', error);
	}
}

function alternate(addresses: readonly Address[]): Address[] {
	const leading = addresses[0]?.family;
	const same = addresses.filter((one) => one.family === leading);
	const other = addresses.filter((one) => one.family !== leading);
	return same
		.flatMap((one, index) => [one, ...other.slice(index, index + 1)])
		.concat(other.slice(same.length));
}
