import type { Endpoint } from '../model/Endpoint';
import type { Entry } from '../model/Entry';
import { RemoteError } from '../model/RemoteError';
import type { RunContext } from '../model/RunContext';
import type { Tree } from '../model/Tree';
import { deletePlanned } from './deletePlanned';
import { guardDeletions } from './guardDeletions';
import { assertNotRoot } from './assertNotRoot';
import { planWholeTree, type DeletionPlan } from './planDeletion';
import { walk, wholeTree } from './walk';

/**
 * What deleting a folder with all in it would delete; the folder itself comes last. Links are in it as links.
 * @throws RemoteError `guard` when it is more than `maxDeletions`, or when a folder in it could not be read wholly
 */
export async function planTreeDeletion(
	endpoint: Endpoint,
	folder: Entry,
	maxDeletions: number,
	run: Pick<RunContext, 'signal'>,
): Promise<DeletionPlan> {
	assertNotRoot(folder.path);
	const tree = await walk(endpoint, folder.path, { ...wholeTree, tellLinks: true }, run);
	assertComplete(tree);
	const { files, folders } = planWholeTree(tree);
	const plan = { files, folders: [...folders, folder], kept: [] };
	guardDeletions([...plan.files, ...plan.folders], maxDeletions, folder.path);
	return plan;
}

/**
 * Deletes a folder with all in it; everything is counted first. Gives what was deleted.
 * @throws as `planTreeDeletion`, before anything is deleted, and as `deletePlanned`
 */
export async function deleteTree(
	endpoint: Endpoint,
	folder: Entry,
	maxDeletions: number,
	run: RunContext,
): Promise<DeletionPlan> {
	const plan = await planTreeDeletion(endpoint, folder, maxDeletions, run);
	await deletePlanned(endpoint, plan, run);
	return plan;
}

function assertComplete(tree: Tree): void {
	const [first] = tree.incomplete;
	if (first === undefined) return;
	const [folder, reason] = first;
	throw new RemoteError({
		category: 'guard',
		stage: 'listing',
		message: `${tree.folder} was not deleted, because ${folder} could not be read wholly: ${reason}`,
		description:
			'Nothing was deleted. What is in that folder is not all known; look at it with List, and delete single files by their path.',
		path: tree.folder,
		data: { incomplete: Object.fromEntries([...tree.incomplete].slice(0, 100)) },
	});
}
