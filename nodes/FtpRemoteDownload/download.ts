import type { Endpoint } from '../shared/model/Endpoint';
import type { Entry } from '../shared/model/Entry';
import type { Receipt } from '../shared/model/Receipt';
import type { RunContext } from '../shared/model/RunContext';
import type { FailedFile } from '../shared/files/asFailure';
import type { Skipped } from '../shared/files/skipMissing';
import type { Store } from '../shared/files/Store';
import { downloadFile } from './downloadFile';
import { downloadMany } from './downloadMany';
import { downloadText } from './downloadText';
import type { DownloadRequest } from './fields';

/** What became of a file of the server once it was downloaded; null = it was left alone. */
export type AfterDownload =
	| { readonly did: 'deleted' }
	| { readonly did: 'moved'; readonly to: string }
	| { readonly did: 'failed' }
	| null;

/** A file that has arrived. */
export interface Downloaded<Kept> {
	readonly entry: Entry;
	readonly receipt: Receipt;
	readonly content:
		| { readonly kind: 'file'; readonly file: Kept }
		| { readonly kind: 'text'; readonly text: string; readonly truncated: boolean };
	/** The folder that it was found below, or the one that holds it. */
	readonly folder: string;
	readonly after: AfterDownload;
}

/** What came of one file. */
export type FileOutcome<Kept> = Downloaded<Kept> | FailedFile | Skipped;

/** What the operations share. */
export interface DownloadTools<Kept> {
	readonly store: Store<Kept>;
	readonly run: RunContext;
	/** Whether a file of many that fails becomes an outcome of its own, or ends the item. */
	readonly onFileFailure: 'throw' | 'report';
}

/** Does what an item asks for; one outcome a file. */
export async function download<Kept>(
	endpoint: Endpoint,
	request: DownloadRequest,
	tools: DownloadTools<Kept>,
): Promise<ReadonlyArray<FileOutcome<Kept>>> {
	switch (request.operation) {
		case 'file':
			return [await downloadFile(endpoint, request.path, request.options, tools.store)];
		case 'many':
			return await downloadMany(endpoint, request, tools);
		case 'text':
			return [await downloadText(endpoint, request.path, request.options)];
	}
}
