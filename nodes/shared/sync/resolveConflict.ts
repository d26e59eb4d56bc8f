import type { Entry } from '../model/Entry';
import { coarser, momentOf } from './moments';
import type { Both, Side } from './Side';
import type { ConflictRule } from './SyncOptions';

/** Clocks that are said to agree are rarely closer than this. */
const clockSlackMs = 2000;

/** How a conflict ends: one side's file wins, both are kept and `aside` gets another name, or nothing is done. */
export type Resolution =
	| { readonly kind: 'winner'; readonly side: Side }
	| { readonly kind: 'keepBoth'; readonly aside: Side }
	| { readonly kind: 'skip' };

/** Applies the rule that a person chose to two files that both have changed. Where the rule cannot tell, both are kept. */
export function resolveConflict(
	rule: ConflictRule,
	files: Both<Entry>,
	clockOffsets: Both<number>,
): Resolution {
	const keepBoth: Resolution = { kind: 'keepBoth', aside: older(files, clockOffsets) };
	switch (rule) {
		case 'keepBoth':
			return keepBoth;
		case 'skip':
			return { kind: 'skip' };
		case 'local':
		case 'remote':
			return { kind: 'winner', side: rule };
		case 'larger': {
			const { local, remote } = { local: files.local.size, remote: files.remote.size };
			if (local === null || remote === null || local === remote) return keepBoth;
			return { kind: 'winner', side: local > remote ? 'local' : 'remote' };
		}
		case 'newer': {
			const lead = localLead(files, clockOffsets);
			const tolerance = coarser(momentOf(files.local), momentOf(files.remote)) + clockSlackMs;
			if (lead === null || Math.abs(lead) <= tolerance) return keepBoth;
			return { kind: 'winner', side: lead > 0 ? 'local' : 'remote' };
		}
	}
}

/** The side with the older file; the remote one where times do not tell. */
function older(files: Both<Entry>, clockOffsets: Both<number>): Side {
	return (localLead(files, clockOffsets) ?? 0) < 0 ? 'local' : 'remote';
}

/** Milliseconds by which the local file is younger, both by our clock; null when a time is unknown. */
function localLead(files: Both<Entry>, clockOffsets: Both<number>): number | null {
	const local = momentOf(files.local).at;
	const remote = momentOf(files.remote).at;
	if (local === null || remote === null) return null;
	return local - clockOffsets.local - (remote - clockOffsets.remote);
}
