import type { Entry } from '../model/Entry';
import type { Change } from './Change';
import type { Execution } from './Execution';
import { momentOf } from './moments';
import type { Written } from './Outcome';
import { remotePathOf } from './recordUnchanged';
import { across, type Side } from './Side';
import { sideRecord, writtenRecord } from './sideRecord';
import type { FileRecord } from './SyncState';

/** A transfer that has succeeded. */
export interface Transferred {
	readonly to: Side;
	readonly path: string;
	readonly bytes: number;
	readonly sha256: string | null;
	/** Milliseconds since 1970. */
	readonly writtenAt: number;
	/** When the source was last seen to be as it was; milliseconds since 1970. */
	readonly lookedAt: number;
	/** null when it was edited meanwhile: then only what arrived is known. */
	readonly source: Entry | null;
	/** Temporary names that are gone with it. */
	readonly temporaries: readonly string[];
}

/** Writes down what both sides hold after a transfer. What the written file looks like is not known yet. */
export async function recordTransfer(
	change: Change,
	done: Transferred,
	{ session, clocks }: Execution,
): Promise<Written> {
	const from = across(done.to);
	const { source, bytes, lookedAt, writtenAt, path } = done;
	const looked = { at: lookedAt, stampedAt: null };
	const sides = {
		[from]:
			source === null ? null : sideRecord(source.size, momentOf(source), looked, clocks[from]),
		[done.to]: writtenRecord(bytes),
	};
	const record: FileRecord = {
		type: 'file',
		remotePath: remotePathOf(change.paths),
		local: sides.local ?? null,
		remote: sides.remote ?? null,
		sha256: done.sha256,
	};
	const key = change.paths.local;
	if (change.recordKey !== key) await session.append({ forget: change.recordKey });
	await session.append({ record, key, ended: done.temporaries });
	return { path, bytes, writtenAt, record };
}
