import { crc32 } from 'node:zlib';
import { createHash, type Hash } from 'node:crypto';
import { isDone } from './Reply';
import type { ServerProfile } from './ServerProfile';
import type { Session } from './Session';

/** Algorithms that servers compute, the most telling first. */
export type HashAlgorithm = 'sha256' | 'sha1' | 'md5' | 'crc32';

/** Non-standard commands of many servers, and the draft's HASH (draft-bryan-ftpext-hash-02). */
const commands: ReadonlyArray<readonly [string, HashAlgorithm]> = [
	['XSHA256', 'sha256'],
	['XSHA1', 'sha1'],
	['XSHA', 'sha1'],
	['XMD5', 'md5'],
	['XCRC', 'crc32'],
];

const hashNames: ReadonlyArray<readonly [string, HashAlgorithm]> = [
	['SHA-256', 'sha256'],
	['SHA-1', 'sha1'],
	['MD5', 'md5'],
	['CRC32', 'crc32'],
];

const digits: Readonly<Record<HashAlgorithm, number>> = { sha256: 64, sha1: 40, md5: 32, crc32: 8 };

/** What a server computes, the most telling first. */
export function hashesOf(profile: ServerProfile): HashAlgorithm[] {
	const named = (profile.features?.get('HASH') ?? '').toUpperCase();
	const all: readonly HashAlgorithm[] = ['sha256', 'sha1', 'md5', 'crc32'];
	return all.filter(
		(algorithm) =>
			commands.some(([verb, kind]) => kind === algorithm && profile.features?.has(verb)) ||
			hashNames.some(([name, kind]) => kind === algorithm && named.includes(name)),
	);
}

/** The hash that the server computes of a file, lower-case hex; null where it cannot. @throws RemoteError when the connection breaks */
export async function askHash(
	session: Session,
	path: string,
	algorithm: HashAlgorithm,
): Promise<string | null> {
	const wire = session.wire(path);
	const { features } = session.profile;
	const verb = commands.find(([name, kind]) => kind === algorithm && features?.has(name))?.[0];
	const name = hashNames.find(([, kind]) => kind === algorithm)?.[0] ?? '';
	// Quotes would end the argument of XCRC and its kin on some servers; without them names with blanks work on ProFTPD 1.3.8.
	const lines = verb ? [`${verb} ${wire}`] : [`OPTS HASH ${name}`, `HASH ${wire}`];
	const replies = await session.flight(lines, { stage: 'verify', path, verb: verb ?? 'HASH' });
	const reply = replies.at(-1);
	if (!reply || !isDone(reply)) return null;
	return hexIn(reply.text, wire, digits[algorithm]);
}

/**
 * The hash in a reply: `213 SHA-256 0-49 HASH name` (HASH), or the last line `250 HASH` (ProFTPD 1.3.8), perhaps with the
 * name behind it, which may look like a hash itself. CRC32 may come without its leading zeros.
 * @param wire the path that was asked for, as it was sent
 */
export function hexIn(text: string, wire: string, length: number): string | null {
	const last = text.slice(text.lastIndexOf('\n') + 1).replace(/^\d{3}[ -]/, '');
	const shortest = length === 8 ? 1 : length;
	const hex = `[0-9a-f]{${shortest},${length}}`;
	const ranged = new RegExp(`\\b\\d+-\\d+ +(${hex})(?![\\w.-])`, 'i').exec(last)?.[1];
	const found = last
		.split(wire)
		.join(' ')
		.match(new RegExp(`(?<![\\w.-])${hex}(?![\\w.-])`, 'gi'));
	const name = wire.slice(wire.lastIndexOf('/') + 1);
	const behind = found && found.length > 1 && found.at(-1) === name ? found.at(-2) : found?.at(-1);
	return (ranged ?? behind)?.toLowerCase().padStart(length, '0') ?? null;
}

/** Computes a hash piece by piece. */
export interface Digest {
	update(chunk: Buffer): void;
	/** One that has seen the same so far, and goes its own way from here. */
	copy(): Digest;
	/** Lower-case hex, once. */
	hex(): string;
}

/** A digest on our side. */
export function newDigest(algorithm: HashAlgorithm): Digest {
	return algorithm === 'crc32' ? checksum(0) : hashing(createHash(algorithm));
}

function hashing(hash: Hash): Digest {
	return {
		update: (chunk) => void hash.update(chunk),
		copy: () => hashing(hash.copy()),
		hex: () => hash.digest('hex'),
	};
}

function checksum(value: number): Digest {
	return {
		update: (chunk) => {
			value = crc32(chunk, value);
		},
		copy: () => checksum(value),
		hex: () => value.toString(16).padStart(8, '0'),
	};
}
