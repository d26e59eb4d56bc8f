import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { errorCode } from '../RootedFolder';
import type { Session } from '../Session';
import { asciiIn } from './ascii';
import { openData } from './openData';
import { passing } from './passing';
import { finish } from './sendData';
import { untilClosed } from './untilClosed';

type Stage = (body: AsyncIterable<Buffer>) => AsyncGenerator<Buffer>;

/**
 * Takes a body from the next data connection into an open file, from `start` on (null = at the end), with the replies
 * before and after it. False when no data connection came about: the file is still open then.
 */
export async function receiveFile(
	session: Session,
	descriptor: number,
	start: number | null,
): Promise<boolean> {
	const open = await openData(session, 'STOR', '150 Ready for data');
	if (open === null) return false;
	const { raw, stream, fault } = open;
	const aborting = new AbortController();
	session.abortTransfer = () => {
		aborting.abort();
		raw.resetAndDestroy();
	};
	const stages: Stage[] = [passing(fault, aborting.signal)];
	if (!session.binary) stages.push(asciiIn);
	if (fault.keep !== undefined) stages.push(keeping(fault.keep));
	if (session.settings.quotaBytes !== null) stages.push(withinQuota(session));
	let reply = '226 Transfer complete';
	try {
		const sink = createWriteStream('', { fd: descriptor, ...(start === null ? {} : { start }) });
		let body: AsyncIterable<Buffer> = stream.iterator({ destroyOnReturn: false });
		for (const stage of stages) body = stage(body);
		await pipeline(body, sink);
		if (fault.ending === 'hold') await untilClosed(session);
		else if (fault.ending === 'cutControl') session.drop();
		else if (fault.ending === 'reset') reply = brokenBy(() => raw.resetAndDestroy());
		else stream.end(() => raw.destroySoon());
	} catch (error) {
		raw.destroy();
		reply = replyTo(error, session);
	}
	finish(session, fault.reply, reply);
	return true;
}

function brokenBy(end: () => void): string {
	end();
	return '426 Data connection broken';
}

/** Lets the first `limit` bytes through and swallows the rest. */
function keeping(limit: number): Stage {
	return async function* (body) {
		let kept = 0;
		for await (const chunk of body) {
			const part = chunk.subarray(0, Math.max(0, limit - kept));
			kept += part.length;
			if (part.length > 0) yield part;
		}
	};
}

/** Fails as soon as all files together would be larger than the quota; what fits is written. */
function withinQuota(session: Session): Stage {
	return async function* (body) {
		let room = (session.settings.quotaBytes ?? Infinity) - session.server.files.usedBytes();
		for await (const chunk of body) {
			if (chunk.length > room) {
				yield chunk.subarray(0, Math.max(0, room));
				throw Object.assign(new Error('quota'), { code: 'EDQUOT' });
			}
			room -= chunk.length;
			yield chunk;
		}
	};
}

function replyTo(error: unknown, session: Session): string {
	const code = errorCode(error);
	if (code === 'EDQUOT') return session.settings.quotaReply;
	if (code === 'ENOSPC') return '452 Disk full';
	return '426 Data connection broken';
}
