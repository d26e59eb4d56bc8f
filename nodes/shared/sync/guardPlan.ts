import { RemoteError } from '../model/RemoteError';
import { isDeletion, type Change, type GuardName } from './Change';
import type { Plan } from './Plan';
import { across, bothSides, type Both, type Side } from './Side';
import type { SyncOptions } from './SyncOptions';

export interface GuardRules {
	readonly options: Pick<SyncOptions, 'allowEmptySource' | 'maxDeletions' | 'maxDeletePercent'>;
	/** What each side is called. */
	readonly names: Both<string>;
	/** Whether something of a side was not wholly read. */
	readonly incomplete: Both<boolean>;
	/** How the first planned changes are shown in the error. */
	readonly show: (change: Change) => unknown;
}

/** A guard that a plan runs into, with the numbers. */
interface Finding {
	readonly guard: GuardName;
	readonly side: Side;
	readonly deletions: number;
	readonly files: number;
}

const mostShown = 100;

/**
 * Stops a plan that would delete more than is allowed, before its first change.
 * @throws RemoteError `guard` with `data.guard`, `data.side`, `data.counts` and the first 100 of `data.planned`
 */
export function guardPlan(plan: Plan, rules: GuardRules): Plan {
	for (const side of bothSides) {
		const finding = findGuard(plan, side, rules);
		if (finding) throw guardError(finding, plan.changes, rules);
	}
	return plan;
}

/** Marks the deletions that a direct run would stop at, for a preview. */
export function markBlocked(plan: Plan, rules: GuardRules): Plan {
	const guards = {
		local: findGuard(plan, 'local', rules)?.guard ?? null,
		remote: findGuard(plan, 'remote', rules)?.guard ?? null,
	};
	if (guards.local === null && guards.remote === null) return plan;
	const changes = plan.changes.map((change) =>
		isDeletion(change) && change.side !== null
			? { ...change, blockedBy: guards[change.side] }
			: change,
	);
	return { ...plan, changes };
}

/** The same for a plan that a person has approved: only the number of deletions counts. */
export function guardApproved(changes: readonly Change[], rules: GuardRules): void {
	for (const side of bothSides) {
		const deletions = filesDeleted(changes, side);
		if (deletions <= rules.options.maxDeletions) continue;
		const finding: Finding = { guard: 'maxDeletions', side, deletions, files: deletions };
		throw guardError(finding, changes, rules);
	}
}

function findGuard(plan: Plan, side: Side, rules: GuardRules): Finding | null {
	const { options, incomplete } = rules;
	const deletes = plan.changes.some((change) => isDeletion(change) && change.side === side);
	if (!deletes) return null;
	const source = across(side);
	const deletions = filesDeleted(plan.changes, side);
	const files = plan.files[side];
	const found = (guard: GuardName): Finding => ({ guard, side, deletions, files });
	if (!options.allowEmptySource && plan.files[source] === 0) return found('emptySource');
	if (!options.allowEmptySource && incomplete[source]) return found('incompleteSource');
	if (deletions > options.maxDeletions) return found('maxDeletions');
	if (deletions * 100 > options.maxDeletePercent * files) return found('maxDeletePercent');
	return null;
}

function filesDeleted(changes: readonly Change[], side: Side): number {
	return changes.filter(
		(change) =>
			change.action === 'deleteFile' && change.side === side && change.status === 'planned',
	).length;
}

function guardError(
	{ guard, side, deletions, files }: Finding,
	changes: readonly Change[],
	rules: GuardRules,
): RemoteError {
	const { options, names, show } = rules;
	const [loser, source] = [names[side], names[across(side)]];
	const would = `The sync would delete ${deletions} of ${files} files on ${loser}`;
	const texts: Record<GuardName, readonly [string, string]> = {
		emptySource: [
			`${would}, because there is no file on ${source}`,
			'Check that the folder is the right one and its disk is mounted. If it is empty on purpose, switch Allow Empty Source on.',
		],
		incompleteSource: [
			`${would}, but not all of ${source} could be read`,
			'See the log or a preview for what could not be read. To delete all the same, switch Allow Empty Source on.',
		],
		maxDeletions: [
			`${would}, more than the ${options.maxDeletions} that Max Deletions allows`,
			'Check the plan with Preview, then raise Max Deletions if this is what you want.',
		],
		maxDeletePercent: [
			`${would}, more than the ${options.maxDeletePercent} percent that Max Delete Percent allows`,
			'Check the plan with Preview, then raise Max Delete Percent if this is what you want.',
		],
	};
	const [message, description] = texts[guard];
	return new RemoteError({
		category: 'guard',
		stage: 'local',
		message,
		description: `Nothing was changed. ${description}`,
		data: {
			guard,
			side,
			counts: {
				deletions,
				files,
				maxDeletions: options.maxDeletions,
				maxDeletePercent: options.maxDeletePercent,
			},
			planned: changes
				.filter(({ status }) => status === 'planned')
				.slice(0, mostShown)
				.map(show),
		},
	});
}
