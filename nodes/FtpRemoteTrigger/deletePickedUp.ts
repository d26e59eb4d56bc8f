import { asFailure } from '../shared/files/asFailure';
import { sideBySide } from '../shared/files/sideBySide';
import type { Endpoint } from '../shared/model/Endpoint';
import { isCategory } from '../shared/model/RemoteError';
import type { RunContext } from '../shared/model/RunContext';
import type { Deletion, WatchState } from './WatchState';

/**
 * Deletes what an earlier poll has handed out: that this poll knows of it shows that n8n has saved the hand-out. Each file
 * goes only if size and time are still those that were read. What has changed meanwhile is no longer known, so that it
 * comes as a new file; what cannot be deleted is tried again by the next poll.
 * @throws RemoteError `cancelled`
 */
export async function deletePickedUp(
	endpoint: Endpoint,
	state: WatchState,
	run: RunContext,
): Promise<WatchState> {
	if (state.deletions.length === 0) return state;
	const orders = state.deletions.map((deletion) => ({ deletion, path: deletion.path }));
	const left = await sideBySide(endpoint, orders, run, async ({ deletion }) => {
		const outcome = await asFailure(async () => {
			await endpoint.removeFile(deletion.path, expectedOf(deletion));
			return null;
		});
		if (outcome === null || isCategory(outcome.failure, 'guard', 'notFound')) return null;
		run.log(
			'warn',
			`${deletion.path} was not deleted after its pickup. ${outcome.failure.message}.`,
		);
		return deletion;
	});
	const deletions = left.filter((deletion) => deletion !== null);
	const files = new Map(state.files);
	for (const { path } of state.deletions) files.delete(path);
	for (const { path } of deletions) {
		const known = state.files.get(path);
		if (known) files.set(path, known);
	}
	return { ...state, files, deletions };
}

function expectedOf({ read: { size, at, precision } }: Deletion) {
	const modifiedAt = at === null ? null : new Date(at).toISOString();
	return { type: 'file', size, modifiedAt, modifiedPrecision: precision } as const;
}
