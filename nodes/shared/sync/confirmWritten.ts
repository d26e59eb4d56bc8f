import { precisionMs } from '../model/Entry';
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

/** What stamping a file takes may differ by this. */
const slackMs = 4000;

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
		const looks = part.flatMap(({ change, written }, i) => {
			const entry = found[i] ?? null;
			if (entry instanceof Error && isCategory(entry, 'cancelled')) throw entry;
			// Whatever cannot be seen, or is somebody else's already, stays as it was written down.
			if (written === null || entry === null || entry instanceof Error) return [];
			if (entry.type !== 'file' || sizesDiffer(entry.size, written.bytes)) return [];
			const given = written.record[across(side)];
			const moment = momentOf(entry);
			const kept = given !== null && sameMoment(moment, { ...given, at: given.modified });
			const lag = kept || moment.at === null ? null : moment.at - written.writtenAt;
			return [{ change, written, entry, moment, lag }];
		});
		const usual = median(looks.flatMap(({ lag }) => lag ?? []));
		looks.forEach(({ change, written, entry, moment, lag }) => {
			// Stamped at another time than all the others, or in spite of the time that it was given: perhaps an edit since.
			const odd =
				lag !== null &&
				(keepsModified[side] || Math.abs(lag - usual) > precisionMs[moment.precision] + slackMs);
			const looked = { at, stampedAt: lag === null ? null : odd ? at : written.writtenAt };
			const seen = sideRecord(entry.size ?? written.bytes, moment, looked, clocks[side]);
			const record = { ...written.record, [side]: seen };
			session.note([{ record, key: change.paths.local, ended: [] }]);
		});
	}
}

function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[sorted.length >> 1] ?? 0;
}
