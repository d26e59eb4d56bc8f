import { asOwnFailure, type FailedFile } from '../shared/files/asFailure';
import type { FolderMaker } from '../shared/files/FolderMaker';
import { sideBySide } from '../shared/files/sideBySide';
import type { Skipped } from '../shared/files/skipMissing';
import { uploadFile } from '../shared/files/uploadFile';
import { writeMarker } from '../shared/files/writeMarker';
import type { Endpoint } from '../shared/model/Endpoint';
import type { Entry } from '../shared/model/Entry';
import type { Receipt } from '../shared/model/Receipt';
import type { RunContext } from '../shared/model/RunContext';
import type { UploadRequest } from './fields';
import type { FileToUpload } from './filesToUpload';
import { folderEntry, writtenEntry } from './writtenEntry';

/** What came of one file or folder. */
export type UploadOutcome =
	| { readonly entry: Entry; readonly receipt: Receipt }
	| { readonly entry: Entry; readonly receipt: null }
	| Skipped
	| FailedFile;

/** A file that is on the server. */
export interface WrittenFile {
	readonly outcome: UploadOutcome;
	/** Its marker is there too, or none is wanted. */
	marked: boolean;
}

/** What the items of one run share. */
export interface UploadTools {
	readonly folders: FolderMaker;
	readonly run: RunContext;
	/** What an earlier try of the same item wrote already, by the place of the file in it: nothing is appended or kept twice. */
	readonly written: Map<number, WrittenFile>;
	/** Whether a file of several that fails becomes an outcome of its own, or ends the item. */
	readonly onFileFailure: 'throw' | 'report';
}

type FilesRequest = Exclude<UploadRequest, { readonly operation: 'createFolder' }>;

/** Does what an item asks for; one outcome a file. */
export async function upload(
	endpoint: Endpoint,
	request: UploadRequest,
	tools: UploadTools,
): Promise<readonly UploadOutcome[]> {
	if (request.operation === 'createFolder') {
		const { path, options } = request;
		// The folders above are missing folders; this one is what was asked for.
		if (options.createMissingFolders) await tools.folders.ensure(path);
		else await endpoint.createFolder(path);
		return [{ entry: folderEntry(path), receipt: null }];
	}
	const { files } = request;
	warnOfTwins(request, tools);
	return await sideBySide(endpoint, files, tools.run, async (file, index) => {
		const work = async () => await uploadOnce(endpoint, file, index, request, tools);
		const several = files.length > 1 && tools.onFileFailure === 'report';
		return several ? await asOwnFailure(work) : await work();
	});
}

/** Uploads a file and writes its marker; what an earlier try did of it is not done again. */
async function uploadOnce(
	endpoint: Endpoint,
	file: FileToUpload,
	index: number,
	request: FilesRequest,
	tools: UploadTools,
): Promise<UploadOutcome> {
	const { doneFile } = request.options;
	const before = tools.written.get(index);
	const outcome = before?.outcome ?? (await uploadOne(endpoint, file, request, tools));
	if (!('entry' in outcome)) return outcome;
	const written = before ?? { outcome, marked: doneFile === null };
	tools.written.set(index, written);
	if (doneFile !== null && !written.marked) {
		await writeMarker(endpoint, `${outcome.entry.path}${doneFile}`);
		written.marked = true;
	}
	return outcome;
}

async function uploadOne(
	endpoint: Endpoint,
	file: FileToUpload,
	{ ifExists, options }: FilesRequest,
	{ folders, run }: UploadTools,
): Promise<UploadOutcome> {
	const wanted = { ...options, ifExists, path: file.path, source: await file.source() };
	const uploaded = await uploadFile(endpoint, wanted, folders, run);
	if (uploaded.skipped) return uploaded;
	const { path, receipt } = uploaded;
	const appended = ifExists === 'append';
	return { entry: await writtenEntry(endpoint, path, receipt, { ...options, appended }), receipt };
}

function warnOfTwins({ files, ifExists }: FilesRequest, { run }: UploadTools): void {
	if (ifExists !== 'overwrite' || files.length < 2) return;
	const seen = new Set<string>();
	for (const { path } of files) {
		if (seen.has(path)) {
			run.hint(
				`Several files of one item go to ${path}, and the last one stays. Choose "Keep Both" under "If File Exists" to keep all of them.`,
			);
		}
		seen.add(path);
	}
}
