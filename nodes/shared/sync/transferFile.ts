import type { ByteSource } from '../model/Endpoint';
import { precisionMs, type Entry } from '../model/Entry';
import { isCategory } from '../model/RemoteError';
import type { Receipt } from '../model/Receipt';
import { otherTime } from '../model/otherTime';
import { parseOwnName } from '../model/ownNames';
import { folderOf, nameOf } from '../model/RemotePath';
import type { Change } from './Change';
import type { Execution } from './Execution';
import { sizesDiffer } from './compareSide';
import { isSameFile } from './expectedAt';
import { openBody, type OpenBody } from './openBody';
import { outcomeOf, staleOutcome, type Outcome } from './Outcome';
import { placeFile } from './placeFile';
import { recordTransfer } from './recordTransfer';
import { across, type Side } from './Side';
import { absolute } from './SyncSide';

/** Copies a file to a side and writes down that it has. */
export async function transferFile(
	change: Change,
	to: Side,
	execution: Execution,
): Promise<Outcome> {
	const { session, run } = execution;
	const from = across(to);
	const seen = change[from];
	const begunAt = run.now();
	const before = seen === null ? null : await lookBefore(seen, from, execution);
	if (seen === null || before === null) return staleOutcome(change);
	const path = change[to]?.path ?? absolute(execution.sides[to].folder, change.paths[to]);
	const { source, close, exact } = sourceOf(before, from, execution);
	const temporaries: string[] = [];
	let receipt: Receipt;
	try {
		const placement = {
			...{ side: to, path, replaces: change[to], source, modifiedAt: before.modifiedAt },
			announce: async (name: string) => {
				temporaries.push(name);
				const begin = { key: change.paths.local, side: to, temporary: name };
				await session.append({ begin });
			},
		};
		// Of an approved plan the folders may be missing: whoever wants a file there wants its folder as well.
		receipt = await execution.folders[to].within(
			folderOf(path),
			async () => await placeFile(placement, execution),
		);
	} catch (error) {
		// A source that changes under our hands looks like a broken transfer.
		if (!isCategory(error, 'integrity')) throw error;
		const now = await execution.sides[from].endpoint.find(before.path).catch(() => before);
		if (!isChanging(before, now)) throw error;
		const reason = from === 'local' ? 'changing' : 'stale';
		return { ...outcomeOf(change, 'skipped'), reason };
	} finally {
		await close();
	}
	const writtenAt = run.now();
	const after = await lookAfter(before, from, execution);
	const changing = isChanging(before, after);
	const { bytes, sha256, attempts } = receipt;
	const lookedAt = from === 'local' ? writtenAt : begunAt;
	const written = await recordTransfer(
		change,
		{
			to,
			path,
			bytes,
			sha256,
			writtenAt,
			lookedAt,
			source: changing ? null : await exact(),
			temporaries: endedWith(temporaries),
		},
		execution,
	);
	const reason = changing ? 'changing' : change.reason;
	return { ...outcomeOf(change, 'done'), reason, bytes, sha256, attempts, written };
}

/** Of the announced names the last became the file, and what was set aside for it is removed; those of earlier tries may still be there. */
function endedWith(announced: readonly string[]): string[] {
	const isOld = (path: string) => parseOwnName(nameOf(path))?.kind === 'old';
	const parts = announced.filter((path) => !isOld(path));
	return [...announced.filter(isOld), ...parts.slice(-1)];
}

/** The source as it is now, or null when it is not what may be transferred. */
async function lookBefore(seen: Entry, from: Side, execution: Execution): Promise<Entry | null> {
	// A server is asked only for what a person has approved: otherwise what it gives is compared by size, and by time next run.
	if (from === 'remote' && execution.source === 'asItIs') return seen;
	const now = await execution.sides[from].endpoint.find(seen.path);
	if (now?.type !== 'file') return null;
	if (execution.source === 'asItIs') return now;
	if (sizesDiffer(seen.size, now.size)) return null;
	if (from === 'remote') return otherTime(seen, now) ? null : seen;
	return isSameFile(seen, now) ? now : null;
}

/** What stands there after the transfer; the remote side has compared it itself. */
async function lookAfter(before: Entry, from: Side, execution: Execution): Promise<Entry | null> {
	return from === 'remote' ? before : await execution.sides[from].endpoint.find(before.path);
}

function isChanging(before: Entry, after: Entry | null): boolean {
	return after === null || !isSameFile(before, after);
}

/** The bytes of a file of one side, and what gives up all readings of it that are still open. */
function sourceOf(
	file: Entry,
	from: Side,
	{ sides, verify }: Execution,
): {
	readonly source: ByteSource;
	readonly close: () => Promise<void>;
	/** The file with the most exact time that is known of it. */
	readonly exact: () => Promise<Entry>;
} {
	const bodies: OpenBody[] = [];
	const { endpoint } = sides[from];
	const open = async (offset: number) => {
		// Whoever opens anew has given up what came before.
		for (const { stream } of bodies) stream.destroy();
		const body = await openBody(
			endpoint,
			file.path,
			from === 'remote'
				? { verify, offset, expected: file }
				: // What is added to a growing file meanwhile is left for the next run.
					{ verify: 'off', offset, maxBytes: (file.size ?? Infinity) - offset },
		);
		bodies.push(body);
		return body.stream;
	};
	const close = async () => {
		for (const { stream } of bodies) stream.destroy();
		await Promise.all(bodies.map(({ done }) => done));
	};
	const exact = async () => {
		const told = (await bodies.at(-1)?.done)?.entry ?? file;
		const finer = precisionMs[told.modifiedPrecision] < precisionMs[file.modifiedPrecision];
		const { modifiedAt, modifiedPrecision } = finer ? told : file;
		return { ...file, modifiedAt, modifiedPrecision };
	};
	return { source: { size: file.size, open }, close, exact };
}
