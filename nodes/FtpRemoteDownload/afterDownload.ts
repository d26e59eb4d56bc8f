import { asFailure } from '../shared/files/asFailure';
import type { FolderMaker } from '../shared/files/FolderMaker';
import { moveKeepingBoth } from '../shared/files/moveKeepingBoth';
import { sideBySide } from '../shared/files/sideBySide';
import type { Endpoint } from '../shared/model/Endpoint';
import { joinPath, relativeTo } from '../shared/model/RemotePath';
import type { RunContext } from '../shared/model/RunContext';
import type { AfterDownload, Downloaded, FileOutcome } from './download';
import type { DownloadOptions } from './optionsField';

type Wanted = Exclude<DownloadOptions['afterDownload'], { readonly do: 'nothing' }>;

/** What the second phase of one run shares. */
export interface SecondPhase {
	readonly endpoint: Endpoint;
	readonly folders: FolderMaker;
	readonly run: RunContext;
	/** Milliseconds since 1970, for names that are taken. */
	readonly at: number;
	/** What was done about a path already: two items may have downloaded the same file. */
	readonly done: Map<string, Promise<AfterDownload>>;
}

/**
 * Deletes or moves the files of one item that were downloaded, each only if it is still the one that was read.
 * What cannot be done is `failed` and a hint: the files have arrived all the same.
 * @throws RemoteError `cancelled`
 */
export async function afterDownload<Kept>(
	outcomes: ReadonlyArray<FileOutcome<Kept>>,
	wanted: Wanted,
	phase: SecondPhase,
): Promise<ReadonlyArray<FileOutcome<Kept>>> {
	const files = outcomes.flatMap((outcome, index) =>
		'entry' in outcome ? [{ path: outcome.entry.path, outcome, index }] : [],
	);
	const result = [...outcomes];
	await sideBySide(phase.endpoint, files, phase.run, async ({ path, outcome, index }) => {
		const doing = phase.done.get(path) ?? settle(outcome, wanted, phase);
		phase.done.set(path, doing);
		result[index] = { ...outcome, after: await doing };
	});
	return result;
}

async function settle<Kept>(
	{ entry, receipt, content, folder }: Downloaded<Kept>,
	wanted: Wanted,
	{ endpoint, folders, run, at }: SecondPhase,
): Promise<AfterDownload> {
	const { path } = entry;
	const verb = wanted.do === 'delete' ? 'deleted' : 'moved';
	const unproven =
		content.kind === 'text' && content.truncated
			? 'only its beginning was read'
			: receipt.verified === 'none'
				? 'nothing proves that it has arrived whole'
				: null;
	if (unproven !== null) {
		run.hint(`${path} was not ${verb} after its download: ${unproven}.`);
		return { did: 'failed' };
	}
	const outcome = await asFailure(async (): Promise<AfterDownload> => {
		if (wanted.do === 'delete') {
			await endpoint.removeFile(path, entry);
			return { did: 'deleted' };
		}
		const to = joinPath(wanted.toFolder, relativeTo(folder, path));
		if (to === path) return { did: 'moved', to };
		const move = { from: path, to, expected: entry, at };
		return { did: 'moved', to: await moveKeepingBoth(endpoint, move, folders) };
	});
	if (outcome === null || !('failure' in outcome)) return outcome;
	run.hint(`${path} was not ${verb} after its download. ${outcome.failure.message}.`);
	return { did: 'failed' };
}
