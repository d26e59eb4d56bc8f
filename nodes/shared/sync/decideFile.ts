import type { Comparison, FileState } from './Comparison';
import type { Reason } from './Change';
import { across, type Side } from './Side';
import { sourceOf, type SyncOperation } from './SyncOptions';

/** What to do about a file, before protection, trash and guards have their say. */
export type Decision =
	| { readonly kind: 'unchanged' }
	/** Nothing is done, and what the state knows stays known. */
	| { readonly kind: 'leave' }
	| { readonly kind: 'transfer'; readonly to: Side; readonly reason: Reason }
	| { readonly kind: 'delete'; readonly on: Side; readonly reason: Reason }
	| { readonly kind: 'conflict'; readonly reason: Reason };

const unchanged: Decision = { kind: 'unchanged' };
const leave: Decision = { kind: 'leave' };
const transfer = (to: Side, reason: Reason): Decision => ({ kind: 'transfer', to, reason });
const remove = (on: Side): Decision => ({ kind: 'delete', on, reason: 'deleted' });
const conflict = (reason: Reason): Decision => ({ kind: 'conflict', reason });

/** Local state, then remote state. A path is either known to the state or not, so `new` stands beside `new` and `absent` only. */
const twoWay: Record<FileState, Record<FileState, Decision>> = {
	same: {
		same: unchanged,
		changed: transfer('local', 'changed'),
		absent: remove('local'),
		new: leave,
	},
	changed: {
		same: transfer('remote', 'changed'),
		changed: conflict('bothChanged'),
		absent: transfer('remote', 'changedBeatsDeleted'),
		new: leave,
	},
	absent: {
		same: remove('remote'),
		changed: transfer('local', 'changedBeatsDeleted'),
		absent: leave,
		new: transfer('local', 'new'),
	},
	new: {
		same: leave,
		changed: leave,
		absent: transfer('remote', 'new'),
		new: conflict('bothNew'),
	},
};

/** Decides what to do about a file that two sides, or one of them, have. */
export function decideFile(
	compared: Extract<Comparison, { kind: 'compared' }>,
	operation: SyncOperation,
	deleteExtra: boolean,
): Decision {
	if (compared.equal) return unchanged;
	const source = sourceOf(operation);
	if (source === null) return twoWay[compared.local][compared.remote];
	const target = across(source);
	if (compared[source] === 'absent')
		return deleteExtra ? { kind: 'delete', on: target, reason: 'extra' } : leave;
	return transfer(target, compared[target] === 'absent' ? 'new' : 'changed');
}
