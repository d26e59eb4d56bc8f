import { isDeletion, isTransfer, type Change } from './Change';

/** Leaves alone what would be deleted or overwritten although it is protected where the plan is carried out. */
export function protectApproved(
	changes: readonly Change[],
	isProtected: (relativePath: string) => boolean,
): Change[] {
	return changes.map((change) => {
		const { paths, status } = change;
		const counts = status === 'planned' && takesAway(change);
		if (!counts || !(isProtected(paths.local) || isProtected(paths.remote))) return change;
		return { ...change, action: 'skip', side: null, reason: 'protected', status: 'skipped' };
	});
}

function takesAway(change: Change): boolean {
	const there = change.side === null ? null : change[change.side];
	return isDeletion(change) || (isTransfer(change) && there !== null);
}
