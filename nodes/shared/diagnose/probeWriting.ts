import { Readable } from 'node:stream';
import type { WriteAbilities } from '../explain/StageSeen';
import { RemoteError } from '../model/RemoteError';
import { findPath, sizeOf } from '../remote/findPaths';
import { setTime } from '../remote/finishing';
import { askHash, hashesOf, newDigest } from '../remote/hashes';
import { isSuccess, receive } from '../remote/receive';
import { isDone } from '../remote/Reply';
import type { Session } from '../remote/Session';
import { storeFile } from '../remote/storeFile';
import { beginTransfer } from '../remote/Transfer';
import type { ProbeFiles } from './ProbeFiles';
import type { Passed } from './StageRecorder';

const probeBytes = 64 * 1024;
/** Line ends and all byte values, so that a transfer as text would show. */
const body = Buffer.from(Array.from({ length: probeBytes }, (_, index) => index % 256));
/** A time that no clock shows by chance. */
const probeTime = '2020-02-29T12:34:56.000Z';
/** Servers tell whole seconds, cut off; two are none to speak of. */
const grainSeconds = 2;

/**
 * Writes a small file, measures it, reads it back, renames it, gives it a time and deletes it.
 * @throws RemoteError when it cannot be written
 */
export async function probeWriting(
	session: Session,
	files: ProbeFiles,
	now: () => number,
): Promise<Passed & { readonly skewSeconds: number | null }> {
	const first = files.newPath();
	const before = now();
	const uploadMs = await timed(async () => await store(session, first, body, 0));
	const after = now();
	const look = await findPath(session, first);
	const arrived = (await sizeOf(session, first)) ?? look?.size ?? null;
	const skewSeconds =
		look?.modifiedAt && look.modifiedPrecision === 'second'
			? skew(Date.parse(look.modifiedAt), before, after)
			: null;
	if (arrived !== null && arrived !== probeBytes) {
		const deleted = await files.remove(session);
		const seen = passed({ arrived, renamed: false, deleted }, undefined, null);
		return { ...seen, error: notWhole(session, first, arrived) };
	}
	let readBack = false;
	const downloadMs = await timed(
		async () =>
			(readBack = (await attempt(session, () => read(session, first)))?.equals(body) === true),
	);
	const hashes = await rightHashes(session, first);
	const timeCommand = await timeCommandOf(session, first);
	const second = files.newPath();
	const renamed = await rename(session, first, second);
	const resumeUpload = await attempt(session, () => resume(session, first));
	const renameOver =
		renamed && resumeUpload !== undefined && (await rename(session, first, second));
	const deleted = await files.remove(session);
	const abilities = {
		...{ readBack, renameOver, resumeUpload: resumeUpload === true },
		...{ timeCommand, hashes, uploadMs, downloadMs },
	};
	return passed({ arrived, renamed, deleted }, abilities, skewSeconds);
}

/** Zero bytes are the sign of a firewall that lets control connections pass and data connections not. */
function notWhole(session: Session, path: string, arrived: number): RemoteError {
	const about = { stage: 'verify', direction: 'upload', path } as const;
	if (arrived === 0) {
		const { mode } = session.settings;
		return session.error({ ...about, category: 'dataChannel', how: 'cut', mode, bytesSoFar: 0 });
	}
	const sizes = { expected: probeBytes, actual: arrived };
	return session.error({ ...about, category: 'integrity', how: 'sizeDiffers', ...sizes });
}

function passed(
	seen: { arrived: number | null; renamed: boolean; deleted: boolean },
	abilities: WriteAbilities | undefined,
	skewSeconds: number | null,
) {
	const more = { bytes: probeBytes, ...seen, ...abilities };
	return {
		skewSeconds,
		more,
		seen: { stage: 'write', wrote: probeBytes, ...seen, abilities },
	} as const;
}

/** Seconds that the server's clock is ahead, 0 when its whole second may be right. */
function skew(modified: number, before: number, after: number): number {
	const early = (modified - after) / 1000;
	const late = (modified - before) / 1000;
	if (early <= grainSeconds && late >= -grainSeconds) return 0;
	return Math.round((early + late) / 2 + 0.5);
}

async function store(session: Session, path: string, bytes: Buffer, offset: number): Promise<void> {
	const open = async (from: number) => Readable.from([bytes.subarray(from)]);
	const source = { size: bytes.length, open };
	await storeFile(session, { path, about: path, verb: 'STOR', offset, source });
}

async function read(session: Session, path: string): Promise<Buffer> {
	const about = { stage: 'data', path, verb: 'RETR', direction: 'download' } as const;
	const command = {
		verb: 'RETR',
		argument: session.wire(path),
		restart: 0,
		another: 'no',
	} as const;
	const transfer = await beginTransfer(session, command, about);
	const pieces: Buffer[] = [];
	const sink = {
		accept: (piece: Buffer) => void pieces.push(piece),
		attach: () => undefined,
		detach: () => undefined,
		satisfied: false,
	};
	const received = await receive(session, transfer, sink, about);
	return isSuccess(received) ? Buffer.concat(pieces) : Buffer.alloc(0);
}

/** A file in two halves, the second from the middle on. */
async function resume(session: Session, path: string): Promise<boolean> {
	const half = probeBytes / 2;
	await store(session, path, body.subarray(0, half), 0);
	// Whether the second half arrives or not, a file is there for the next probe.
	const whole = await attempt(session, async () => {
		await store(session, path, body, half);
		return (await read(session, path)).equals(body);
	});
	return whole === true;
}

async function rename(session: Session, from: string, to: string): Promise<boolean> {
	const about = { stage: 'command', path: from, verb: 'RNTO' } as const;
	const lines = [`RNFR ${session.wire(from)}`, `RNTO ${session.wire(to)}`];
	const [, done] = await session.flight(lines, about);
	return done !== undefined && isDone(done);
}

async function timeCommandOf(session: Session, path: string): Promise<string | null> {
	if (!(await setTime(session, path, probeTime))) return null;
	// Some servers take MDTM with a time for a question about a file of that name, and say 213.
	const look = await findPath(session, path);
	return look?.modifiedAt === probeTime ? session.profile.timeCommand : null;
}

async function rightHashes(session: Session, path: string): Promise<string[]> {
	const right: string[] = [];
	for (const algorithm of hashesOf(session.profile)) {
		const digest = newDigest(algorithm);
		digest.update(body);
		if ((await askHash(session, path, algorithm)) === digest.hex()) right.push(algorithm);
	}
	return right;
}

/** Undefined for what the server refuses. @throws RemoteError when the connection is lost over it */
async function attempt<R>(session: Session, run: () => Promise<R>): Promise<R | undefined> {
	try {
		return await run();
	} catch (error) {
		if (!(error instanceof RemoteError) || !session.usable) throw error;
		return undefined;
	}
}

async function timed(run: () => Promise<unknown>): Promise<number> {
	const began = performance.now();
	await run();
	return Math.round(performance.now() - began);
}
