import type { Endpoint } from '../model/Endpoint';
import type { Entry } from '../model/Entry';
import { isCategory, RemoteError } from '../model/RemoteError';
import type { RunContext } from '../model/RunContext';
import { attemptAll } from './attemptAll';
import { depthOf, type DeletionPlan } from './planDeletion';

/**
 * Deletes what a plan says: files side by side, then folders, each level after the one below it.
 * What is gone already counts as deleted. If a file fails, no folder is touched.
 * @throws RemoteError the first failure in order; `notEmpty` for a folder that got new content meanwhile
 */
export async function deletePlanned(
	endpoint: Endpoint,
	plan: Pick<DeletionPlan, 'files' | 'folders'>,
	run: RunContext,
): Promise<void> {
	let done = 0;
	const total = plan.files.length + plan.folders.length;
	const attempt = (remove: (entry: Entry) => Promise<void>) => async (entry: Entry) => {
		await remove(entry).catch((error: unknown) => {
			if (!isCategory(error, 'notFound')) throw error;
		});
		const task = `Delete ${entry.path}`;
		run.progress({ task, filesDone: ++done, filesTotal: total, bytesDone: 0, bytesTotal: null });
	};
	const { parallel } = endpoint;
	const removeFile = attempt((entry) => endpoint.removeFile(entry.path));
	const removeFolder = attempt((entry) => removeEmptied(endpoint, entry));
	await attemptAll(plan.files, parallel, run.signal, removeFile);
	for (const level of levels(plan.folders)) {
		await attemptAll(level, parallel, run.signal, removeFolder);
	}
}

async function removeEmptied(endpoint: Endpoint, folder: Entry): Promise<void> {
	await endpoint.removeFolder(folder.path).catch((error: unknown) => {
		if (!isCategory(error, 'notEmpty') || !(error instanceof RemoteError)) throw error;
		throw error.with({
			message: `${folder.path} was not deleted: something was put into it meanwhile`,
			description:
				'What was planned in it is deleted. Run it again to delete the new content as well.',
		});
	});
}

/** Folders of one depth do not hold each other. */
function levels(folders: readonly Entry[]): Entry[][] {
	const byDepth = new Map<number, Entry[]>();
	for (const folder of folders) {
		const depth = depthOf(folder.path);
		const level = byDepth.get(depth);
		if (level) level.push(folder);
		else byDepth.set(depth, [folder]);
	}
	return [...byDepth].sort(([a], [b]) => b - a).map(([, level]) => level);
}
