import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open, unlink, type FileHandle } from 'node:fs/promises';
import type { ByteSource, Expected, WriteOptions } from '../model/Endpoint';
import type { Entry } from '../model/Entry';
import { partName } from '../model/ownNames';
import { rate, type Receipt } from '../model/Receipt';
import { RemoteError } from '../model/RemoteError';
import { folderOf, joinPath, printable } from '../model/RemotePath';
import type { RunContext } from '../model/RunContext';
import { assertRunning } from './assertRunning';
import { codeOf } from './diskError';
import { lookAt } from './listLocal';
import type { LocalRoot, PathIn } from './LocalRoot';
import { assertExpected } from './stale';
import { takePlace } from './takePlace';

/** Sockets give at most 64 KiB a piece; a disk is written in larger ones. */
const gatheredBytes = 512 * 1024;

const create = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
const existing = constants.O_WRONLY | constants.O_CREAT | constants.O_NOFOLLOW;

type Run = Pick<RunContext, 'signal' | 'random' | 'hint'>;

interface Written {
	readonly bytes: number;
	readonly sha256: string;
}

/** Writes a file of the disk: under its own name only when it is whole and safely on the disk, unless asked otherwise. */
export async function writeLocal(
	root: LocalRoot,
	path: string,
	source: ByteSource,
	options: WriteOptions,
	run: Run,
): Promise<Receipt> {
	const begun = performance.now();
	const written = await root.at(path, 'write', async (pathIn, name) =>
		options.mode === 'atomic'
			? await writeAtomic(root, pathIn, name, path, source, options, run)
			: await writeInPlace(pathIn, name, path, source, options, run),
	);
	const durationMs = Math.round(performance.now() - begun);
	return {
		bytes: written.bytes,
		durationMs,
		bytesPerSecond: rate(written.bytes, durationMs),
		sha256: options.mode === 'append' ? null : written.sha256,
		verified: options.verify === 'off' ? 'none' : 'size',
		attempts: 1,
		resumedFrom: null,
	};
}

async function writeAtomic(
	root: LocalRoot,
	pathIn: PathIn,
	name: string,
	path: string,
	source: ByteSource,
	options: WriteOptions,
	run: Run,
): Promise<Written> {
	const temporary = partName(name, run.random);
	const temporaryPath = joinPath(folderOf(path), temporary);
	root.assertAllowed(temporaryPath, 'write');
	const there = await lookAt(pathIn, name, path);
	await options.onTemporary?.(temporaryPath);
	const handle = await open(pathIn(temporary), create);
	try {
		const written = await closing(handle, async () => {
			// Who may read the old file may read the new one. Disks without permissions refuse, and need none.
			if (there?.type === 'file' && there.permissions !== null)
				await handle.chmod(parseInt(there.permissions, 8) & 0o777).catch(() => undefined);
			return await fill(handle, path, source, options, run);
		});
		await takePlace(pathIn, temporary, name, path, options.expected);
		return written;
	} catch (error) {
		await unlink(pathIn(temporary)).catch(() => undefined);
		throw error;
	}
}

async function writeInPlace(
	pathIn: PathIn,
	name: string,
	path: string,
	source: ByteSource,
	options: WriteOptions,
	run: Run,
): Promise<Written> {
	const { expected, mode } = options;
	const there = await lookAt(pathIn, name, path);
	assertExpected(expected, there, path);
	const handle = await open(pathIn(name), flagsFor(expected, there, mode));
	try {
		return await closing(handle, () => fill(handle, path, source, options, run));
	} catch (error) {
		// Half a file where nothing was before is worse than none.
		if (there === null) await unlink(pathIn(name)).catch(() => undefined);
		throw error;
	}
}

function flagsFor(
	expected: Expected | undefined,
	there: Entry | null,
	mode: WriteOptions['mode'],
): number {
	if (expected === 'absent' || there === null) return create;
	return existing | (mode === 'append' ? constants.O_APPEND : constants.O_TRUNC);
}

/** Writes all bytes, makes sure of them, and gives the file its time. */
async function fill(
	handle: FileHandle,
	path: string,
	source: ByteSource,
	{ modifiedAt, permissions, verify, mode }: WriteOptions,
	run: Run,
): Promise<Written> {
	const before = mode === 'append' ? (await handle.stat()).size : 0;
	const written = await copy(handle, source, run.signal);
	const { size } = await handle.stat();
	const whole = source.size === null || source.size === written.bytes;
	if (verify !== 'off' && !(whole && size === before + written.bytes))
		throw notWhole(path, source.size, size - before);
	if (permissions !== undefined) {
		await handle.chmod(parseInt(permissions, 8)).catch((error: unknown) => {
			run.hint(`Permissions could not be set in the local folder: ${codeOf(error)}`);
		});
	}
	if (modifiedAt !== undefined) {
		const time = new Date(modifiedAt);
		await handle.utimes(time, time).catch((error: unknown) => {
			run.hint(`Files in the local folder do not keep their times: ${codeOf(error)}`);
		});
	}
	await handle.sync();
	return written;
}

async function copy(handle: FileHandle, source: ByteSource, signal: AbortSignal): Promise<Written> {
	const hash = createHash('sha256');
	let bytes = 0;
	let gathered: Buffer[] = [];
	let waiting = 0;
	const flush = async () => {
		const [only] = gathered;
		await writeAll(handle, gathered.length === 1 && only ? only : Buffer.concat(gathered));
		gathered = [];
		waiting = 0;
	};
	for await (const piece of (await source.open(0)) as AsyncIterable<Buffer>) {
		assertRunning(signal);
		hash.update(piece);
		bytes += piece.length;
		waiting += piece.length;
		gathered.push(piece);
		if (waiting >= gatheredBytes) await flush();
	}
	assertRunning(signal);
	if (waiting > 0) await flush();
	return { bytes, sha256: hash.digest('hex') };
}

/** A full disk takes a part of what it is given, and says so only when asked for the rest. */
async function writeAll(handle: FileHandle, bytes: Buffer): Promise<void> {
	for (let done = 0; done < bytes.length;) {
		const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, null);
		done += bytesWritten;
	}
}

/** Some disks tell only at closing that they are full. */
async function closing<T>(handle: FileHandle, work: () => Promise<T>): Promise<T> {
	let result: T;
	try {
		result = await work();
	} catch (error) {
		await handle.close().catch(() => undefined);
		throw error;
	}
	await handle.close();
	return result;
}

function notWhole(path: string, expected: number | null, arrived: number): RemoteError {
	return new RemoteError({
		category: 'integrity',
		stage: 'local',
		message: `"${printable(path)}" has ${arrived} bytes in the local folder, and not ${expected ?? 'all'} as its source`,
		description: 'Nothing was left under its name. Run it again.',
		path,
	});
}
