import type { Endpoint } from '../shared/model/Endpoint';
import type { Entry } from '../shared/model/Entry';
import { filesOf, findEntries, type FoundEntries } from '../shared/files/findEntries';
import { ignoredPaths } from '../shared/files/ignoredPaths';
import { asOwnFailure } from '../shared/files/asFailure';
import { skipMissing } from '../shared/files/skipMissing';
import { sideBySide } from '../shared/files/sideBySide';
import type { RunContext } from '../shared/model/RunContext';
import { isWithin } from '../shared/model/RemotePath';
import type { DownloadTools, FileOutcome } from './download';
import { downloadFile } from './downloadFile';
import type { DownloadRequest } from './fields';
import type { DownloadOptions } from './optionsField';

type ManyRequest = DownloadRequest & { readonly operation: 'many' };

/**
 * Downloads the matching files of a folder, side by side; one outcome a file, in the order of their paths.
 * @throws RemoteError `notFound` for the folder unless missing ones are skipped; the first failure of a file unless those are reported
 */
export async function downloadMany<Kept>(
	endpoint: Endpoint,
	request: ManyRequest,
	{ store, run, onFileFailure }: DownloadTools<Kept>,
): Promise<ReadonlyArray<FileOutcome<Kept>>> {
	const { folder, options } = request;
	const found = await skipMissing(folder, options.ifMissing, async () => {
		return await filesToDownload(endpoint, request, run);
	});
	if ('skipped' in found) return [found];
	const { entries } = found;
	const report = progressOf(`Download ${folder}`, entries, run);
	return await sideBySide(endpoint, entries, run, async (entry) => {
		const work = async () =>
			await downloadFile(endpoint, entry.path, options, store, { entry, folder });
		const outcome = onFileFailure === 'report' ? await asOwnFailure(work) : await work();
		report(entry);
		return outcome;
	});
}

async function filesToDownload(
	endpoint: Endpoint,
	{ folder, recursive, filter, limit, options }: ManyRequest,
	run: RunContext,
): Promise<FoundEntries> {
	const isIgnored = ignoredPaths(archiveIn(folder, options));
	const wanted = filesOf(folder, recursive, filter, isIgnored);
	return await findEntries(endpoint, { ...wanted, limit }, run);
}

/** What was downloaded before and moved to a folder below this one is not new. */
function archiveIn(folder: string, { afterDownload }: DownloadOptions): string | null {
	if (afterDownload.do !== 'move' || afterDownload.toFolder === folder) return null;
	return isWithin(afterDownload.toFolder, folder) ? afterDownload.toFolder : null;
}

function progressOf(
	task: string,
	entries: readonly Entry[],
	{ progress }: RunContext,
): (done: Entry) => void {
	const bytesTotal = entries.reduce((sum, { size }) => sum + (size ?? 0), 0);
	let filesDone = 0;
	let bytesDone = 0;
	return ({ size }) => {
		bytesDone += size ?? 0;
		progress({ task, filesDone: ++filesDone, filesTotal: entries.length, bytesDone, bytesTotal });
	};
}
