import type { Readable } from 'node:stream';
import { toError } from '../explain/explain';
import type { ReadOptions, ReadResult } from '../model/Endpoint';
import { rate, type Receipt } from '../model/Receipt';
import { askHash } from './hashes';
import { Reading } from './Reading';
import type { Remote } from './Remote';
import { noHash, serverDigest, type ServerDigest } from './serverDigest';

/**
 * Reads a file through `consume`. A broken transfer goes on in the same stream, which ends only when the file is
 * proven whole; what is proven wrong (size, hash, changed meanwhile) is read again from zero, `consume` called anew.
 * @throws RemoteError
 */
export async function readFile<T>(
	remote: Remote,
	path: string,
	consume: (body: Readable) => Promise<T>,
	options: ReadOptions,
): Promise<ReadResult<T>> {
	const began = performance.now();
	let reading: Reading<T> | null = null;
	let digest: ServerDigest | null = null;
	let readings = 0;
	const failed = async (error: unknown) => {
		await reading?.fail(remote.explained(error, path));
		reading = null;
	};
	try {
		return await remote.attempts('RETR', path, async (attempts) => {
			const current: Reading<T> = (reading ??= new Reading(
				path,
				options,
				// After a proven difference the listing that the caller had is out of date.
				readings++ === 0 ? (options.expected ?? null) : null,
				consume,
			));
			try {
				await remote.use(async (session) => {
					if (options.verify === 'hash' && current.body.bytes === 0) {
						digest = await serverDigest(session, path);
						current.body.onChunk = (chunk) => digest?.own.update(chunk);
					}
					await current.fetch(session);
				});
				const verified =
					options.verify === 'off' ? 'none' : await verify(remote, path, current, digest);
				return await finished(current, options, verified, attempts, began);
			} catch (error) {
				if (current.spoiled) await failed(error);
				throw error;
			}
		});
	} catch (error) {
		await failed(error);
		throw error;
	}
}

async function finished<T>(
	reading: Reading<T>,
	options: ReadOptions,
	verified: Receipt['verified'],
	attempts: number,
	began: number,
): Promise<ReadResult<T>> {
	const { body, facts, resumedFrom } = reading;
	const result = await reading.finish();
	const durationMs = Math.round(performance.now() - began);
	const partial = (options.offset ?? 0) > 0 || options.maxBytes !== undefined;
	return {
		result,
		entry: facts ?? { size: null, modifiedAt: null, modifiedPrecision: 'none' },
		receipt: {
			bytes: body.bytes,
			durationMs,
			bytesPerSecond: rate(body.bytes, durationMs),
			sha256: partial ? null : body.sha256(),
			verified,
			attempts,
			resumedFrom,
		},
	};
}

async function verify<T>(
	remote: Remote,
	path: string,
	reading: Reading<T>,
	digest: ServerDigest | null,
): Promise<Receipt['verified']> {
	if (reading.body.satisfied) return 'none';
	if (!digest) return reading.facts?.size === null || reading.facts === null ? 'none' : 'size';
	const { algorithm, own } = digest;
	const expected = await remote.use(async (session) => await askHash(session, path, algorithm));
	if (expected === null) throw noHash(path);
	const actual = own.hex();
	if (actual === expected) return 'hash';
	reading.spoiled = true;
	throw toError({
		category: 'integrity',
		stage: 'verify',
		how: 'hashDiffers',
		direction: 'download',
		path,
		expected,
		actual,
		algorithm,
	});
}
