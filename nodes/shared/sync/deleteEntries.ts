import { moveToTrash } from '../files/moveToTrash';
import { mapConcurrently } from '../concurrency/mapConcurrently';
import { isCategory } from '../model/RemoteError';
import type { Change } from './Change';
import type { Execution } from './Execution';
import { expectedAt } from './expectedAt';
import type { LinkWatch } from './LinkWatch';
import { attempt, outcomeOf, staleOutcome, type Outcome } from './Outcome';
import { across, type Side } from './Side';
import { absolute } from './SyncSide';

/** So many proofs are fetched at once: few round trips, and little time between proof and deletion. */
const batch = 25;

/**
 * Deletes on one side what the other side is said to lack. No deletion rests on a listing alone: right before it the
 * other side is asked for that very path, and anything but a clear "not there" means no deletion.
 */
export async function deleteEntries(
	changes: readonly Change[],
	side: Side,
	execution: Execution,
): Promise<Outcome[]> {
	const { sides, run } = execution;
	const other = across(side);
	const outcomes: Outcome[] = [];
	for (let start = 0; start < changes.length; start += batch) {
		run.signal.throwIfAborted();
		const part = changes.slice(start, start + batch);
		const asked = part.map((change) => absolute(sides[other].folder, change.paths[other]));
		const proofs = await sides[other].endpoint.findMany(asked);
		for (const proof of proofs)
			if (proof instanceof Error && isCategory(proof, 'cancelled')) throw proof;
		const width = sides[side].endpoint.parallel;
		outcomes.push(
			...(await mapConcurrently(part, width, run.signal, (change, i) =>
				attempt(change, async () => {
					const proof = proofs[i];
					const proven =
						proof === undefined || proof instanceof Error
							? false
							: (proof?.type ?? null) === (change[other]?.type ?? null);
					if (!proven)
						return { ...outcomeOf(change, 'skipped'), reason: 'incompleteListing' as const };
					return await deleteEntry(change, side, execution);
				}),
			)),
		);
	}
	return outcomes;
}

async function deleteEntry(change: Change, side: Side, execution: Execution): Promise<Outcome> {
	const { sides, session, trash, folders, links } = execution;
	const { endpoint, folder } = sides[side];
	const path = change[side]?.path ?? absolute(folder, change.paths[side]);
	if (side === 'remote' && (await isLinked(change, path, links)))
		return { ...outcomeOf(change, 'skipped'), reason: 'link' };
	await session.confirm();
	try {
		if (change.action === 'deleteFolder') await endpoint.removeFolder(path);
		else if (trash !== null)
			await moveToTrash(
				...([endpoint, path, trash[side], folders[side], expectedAt(change[side])] as const),
			);
		else await endpoint.removeFile(path, expectedAt(change[side]));
	} catch (error) {
		// Something new has come into the folder, which is a good reason to leave it.
		if (isCategory(error, 'notEmpty')) return staleOutcome(change);
		const isGone = isCategory(error, 'notFound') && (await endpoint.find(path)) === null;
		if (!isGone) throw error;
	}
	if (change.action === 'deleteFolder') folders[side].forget(path);
	await session.append({ forget: change.recordKey });
	return outcomeOf(change, 'done');
}

/** A link to a file is deleted as a link; one that was shown as a folder is left alone. */
async function isLinked(change: Change, path: string, links: LinkWatch): Promise<boolean> {
	return change.action === 'deleteFolder'
		? await links.leadsAway(path)
		: await links.isBehindLink(path);
}
