import { Readable } from 'node:stream';
import { partName } from '../model/ownNames';
import { isCategory, RemoteError } from '../model/RemoteError';
import { joinPath } from '../model/RemotePath';
import type { RunContext } from '../model/RunContext';
import { momentOf } from './moments';
import type { Side } from './Side';
import type { StateSession } from './StateSession';
import type { SyncSide } from './SyncSide';

/** Times come in whole seconds. */
const secondMs = 1000;

/**
 * Milliseconds that the clock of a side is ahead of ours; null where it cannot be found out. FTP has no command that asks
 * for the time, so a file is written and looked at. Its name is in the journal before, as that of any temporary file.
 */
export async function measureClock(
	side: Side,
	{ endpoint, folder }: SyncSide,
	session: StateSession,
	run: Pick<RunContext, 'now' | 'random'>,
): Promise<number | null> {
	const temporary = joinPath(folder, partName('clock', run.random));
	const source = { size: 1, open: async () => await Promise.resolve(Readable.from(['.'])) };
	const as = { mode: 'direct', verify: 'off', expected: 'absent' } as const;
	await session.append({ begin: { key: '', side, temporary } });
	try {
		const before = run.now();
		await endpoint.write(temporary, source, as);
		const after = run.now();
		const stamped = await endpoint.find(temporary);
		await endpoint.removeFile(temporary);
		await session.append({ end: temporary });
		if (stamped === null) return null;
		const { at, precision } = momentOf(stamped);
		if (at === null || precision !== 'second') return null;
		const earliest = at - after;
		const latest = at + secondMs - before;
		if (earliest <= 0 && latest >= 0) return 0;
		return Math.round((earliest + latest) / 2);
	} catch (error) {
		if (!(error instanceof RemoteError) || isCategory(error, 'cancelled', 'guard')) throw error;
		return null;
	}
}
