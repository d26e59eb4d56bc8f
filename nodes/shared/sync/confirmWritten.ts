import { isCategory } from '../model/RemoteError';
import type { Execution } from './Execution';
import { momentOf, sameMoment } from './moments';
import type { Outcome } from './Outcome';
import { sizesDiffer } from './compareSide';
import { across, bothSides, type Side } from './Side';
import { sideRecord } from './sideRecord';

/** So many are asked for in one go. */
const batch = 500;
/** Within the second of its writing a file can be edited without changing its time. */
const secondMs = 1000;

/** Looks at everything that was written and remembers the time that it carries, so that the next run need not read it. */
export async function confirmWritten(
	outcomes: readonly Outcome[],
	execution: Execution,
): Promise<void> {
	for (const side of bothSides) {
		const written = outcomes.filter(
			(outcome) => outcome.written !== null && outcome.change.side === side,
		);
		if (written.length > 0) await confirmSide(written, side, execution);
	}
}

async function confirmSide(
	outcomes: readonly Outcome[],
	side: Side,
	{ sides, session, clocks, keepsModified, run }: Execution,
): Promise<void> {
	const last = Math.max(...outcomes.slice(-batch).map(({ written }) => written?.writtenAt ?? 0));
	const young = last + secondMs - run.now();
	if (!keepsModified[side] && young > 0) await run.sleep(Math.min(young, secondMs));
	for (let start = 0; start < outcomes.length; start += batch) {
		const part = outcomes.slice(start, start + batch);
		const at = run.now();
		const found = await sides[side].endpoint.findMany(
			part.map(({ written }) => written?.path ?? '/'),
		);
		part.forEach(({ change, written }, i) => {
			const entry = found[i] ?? null;
			if (entry instanceof Error && isCategory(entry, 'cancelled')) throw entry;
			// Whatever cannot be seen, or is somebody else's already, stays as it was written down.
			if (written === null || entry === null || entry instanceof Error) return;
			if (entry.type !== 'file' || sizesDiffer(entry.size, written.bytes)) return;
			const moment = momentOf(entry);
			const given = written.record[across(side)];
			const kept = given !== null && sameMoment(moment, { ...given, at: given.modified });
			const looked = { at, stampedAt: kept ? null : written.writtenAt };
			const seen = sideRecord(entry.size ?? written.bytes, moment, looked, clocks[side]);
			const record = { ...written.record, [side]: seen };
			session.note([{ record, key: change.paths.local, ended: [] }]);
		});
	}
}
