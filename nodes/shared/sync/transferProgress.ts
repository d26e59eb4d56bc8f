import type { RunContext } from '../model/RunContext';
import type { Change } from './Change';
import type { Outcome } from './Outcome';
import { across } from './Side';

/** Tells how far the transfers of one direction have come, one outcome after the other. */
export function transferProgress(
	changes: readonly Change[],
	run: Pick<RunContext, 'progress'>,
): (outcome: Outcome) => Outcome {
	const sizeOf = (one: Change) => (one.side === null ? 0 : (one[across(one.side)]?.size ?? 0));
	const bytesTotal = changes.reduce((sum, one) => sum + sizeOf(one), 0);
	const task = changes[0]?.action === 'upload' ? 'Upload' : 'Download';
	let filesDone = 0;
	let bytesDone = 0;
	return (outcome) => {
		filesDone++;
		bytesDone += outcome.bytes;
		run.progress({ task, filesDone, filesTotal: changes.length, bytesDone, bytesTotal });
		return outcome;
	};
}
