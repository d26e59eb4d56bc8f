import type { RemoteError } from '../model/RemoteError';
import { change, transferTo, type Change } from './Change';
import { noAnswer } from './Comparison';
import { compareFiles } from './compareFiles';
import { decideFile } from './decideFile';
import { asSeen, gone, onBoth, untouched, type Fate } from './Fate';
import type { Pair } from './Pair';
import { planConflict } from './planConflict';
import { isProtectedPair, type PlanRules } from './PlanRules';
import { across, bothSides } from './Side';
import { sourceOf } from './SyncOptions';

/** What happens to a file, and what that leaves; `equal` when nothing need happen because both sides hold the same. */
export interface FilePlan {
	readonly changes: readonly Change[];
	readonly fate: Fate;
	readonly equal: boolean;
}

/** Plans one path where one side or both have a file and neither has anything else. */
export function planFile(listed: Pair, rules: PlanRules): FilePlan {
	const answer = rules.answers.get(listed) ?? noAnswer;
	const { paths, recordKey } = listed;
	const vanished = bothSides.some((side) => {
		const exact = answer.exact[side];
		return exact === null || (exact !== undefined && exact.type !== 'file');
	});
	if (vanished) return alone(listed, rules, 'stale', 'skipped', null);
	if (answer.error) {
		// What is not what was seen when it is to be read is no failure.
		if (answer.error.category === 'integrity')
			return alone(listed, rules, 'stale', 'skipped', null);
		return alone(listed, rules, 'toBeRead', 'failed', answer.error);
	}
	// What `find` said is newer and more exact than the listing: it is what every change will look for.
	const pair = {
		...listed,
		local: answer.exact.local ?? listed.local,
		remote: answer.exact.remote ?? listed.remote,
	};
	const { local, remote } = pair;
	const compared = compareFiles(listed, answer, rules.compare);
	if (compared.kind === 'question') return alone(pair, rules, 'toBeRead', 'planned', null);
	const decision = decideFile(compared, rules.operation, rules.options.deleteExtra);
	const seen = { paths, recordKey, local, remote };
	const guarded = (): FilePlan => ({
		changes: [
			change({ ...seen, action: 'skip', side: null, reason: 'protected', status: 'skipped' }),
		],
		fate: asSeen(pair),
		equal: false,
	});
	switch (decision.kind) {
		case 'unchanged':
			return { changes: [], fate: asSeen(pair), equal: true };
		case 'leave':
			return { changes: [], fate: asSeen(pair), equal: false };
		case 'delete': {
			if (isProtectedPair(pair, rules)) return guarded();
			const { on, reason } = decision;
			const changes = [change({ ...seen, action: 'deleteFile', side: on, reason })];
			return { changes, fate: gone, equal: false };
		}
		case 'transfer': {
			const { to, reason } = decision;
			if (pair[to] !== null && isProtectedPair(pair, rules)) return guarded();
			const changes = [change({ ...seen, action: transferTo(to), side: to, reason })];
			return { changes, fate: onBoth(to), equal: false };
		}
		case 'conflict': {
			// Both sides have a file: the tables know no other conflict.
			if (local === null || remote === null) return alone(pair, rules, 'stale', 'skipped', null);
			const changes = planConflict(pair, { local, remote }, decision.reason, rules);
			return { changes, fate: onBoth(...bothSides), equal: false };
		}
	}
}

function alone(
	{ paths, recordKey, local, remote }: Pair,
	rules: PlanRules,
	reason: 'toBeRead' | 'stale',
	status: Change['status'],
	problem: RemoteError | null,
): FilePlan {
	const source = sourceOf(rules.operation);
	const action = reason === 'stale' ? 'skip' : 'conflict';
	// One-way, what will be changed if the contents differ is known; whoever executes the plan needs to know it too.
	const side = reason === 'toBeRead' && source !== null ? across(source) : null;
	const only = change({
		...{ action, side, reason, paths, recordKey, local, remote, status, problem },
	} as const);
	return { changes: [only], fate: untouched, equal: false };
}
