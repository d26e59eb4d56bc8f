import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { crc32 } from 'node:zlib';
import type { Session } from '../Session';
import type { Command, Commands } from './Command';

const byAlgorithm: Readonly<Record<string, string>> = {
	'SHA-256': 'sha256',
	'SHA-1': 'sha1',
	MD5: 'md5',
	CRC32: 'crc32',
};

/** Hashes that the server computes: HASH (draft-bryan-ftp-hash) and the older X commands. */
export const hashes: Commands = {
	async HASH(session, argument) {
		const path = session.resolve(argument);
		const { size } = session.server.files.stat(path);
		const algorithm = byAlgorithm[session.hashAlgorithm];
		if (algorithm === undefined) return session.reply('504 Unknown algorithm');
		const hash = await hashOf(session, path, algorithm);
		session.reply(`213 ${session.hashAlgorithm} 0-${size} ${hash} ${argument}`);
	},
	XSHA256: older('sha256'),
	XSHA1: older('sha1'),
	XMD5: older('md5'),
	XCRC: older('crc32'),
};

function older(algorithm: string): Command {
	return async (session, argument) => {
		const name = /^"(.*)"/s.exec(argument)?.[1] ?? argument;
		const hash = await hashOf(session, session.resolve(name), algorithm);
		session.reply(`250 ${hash.toUpperCase()}`);
	};
}

async function hashOf(session: Session, path: string, algorithm: string): Promise<string> {
	const body = createReadStream(session.server.files.follow(path));
	if (algorithm === 'crc32') {
		let sum = 0;
		for await (const chunk of body) sum = crc32(chunk as Buffer, sum);
		return sum.toString(16).padStart(8, '0');
	}
	const hash = createHash(algorithm);
	for await (const chunk of body) hash.update(chunk as Buffer);
	return hash.digest('hex');
}
