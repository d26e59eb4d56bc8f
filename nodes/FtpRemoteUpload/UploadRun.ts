import { FolderMaker } from '../shared/files/FolderMaker';
import type { Endpoint } from '../shared/model/Endpoint';
import type { RunContext } from '../shared/model/RunContext';
import type { UploadRequest } from './fields';
import type { UploadResult } from './outputs';
import { upload, type UploadTools, type WrittenFile } from './upload';

/** What was written, by input item and place of the file in it. */
export type WrittenFiles = Map<number, Map<number, WrittenFile>>;

/** What the items of one run share: missing folders are made once. */
export class UploadRun {
	private folders: FolderMaker | null = null;

	/** @param written shared by all tries that n8n makes of the run */
	constructor(
		private readonly run: RunContext,
		private readonly written: WrittenFiles,
		private readonly onFileFailure: UploadTools['onFileFailure'],
	) {}

	/** The paths that an item writes, so that items that share one keep their order. */
	pathsOf(request: UploadRequest): readonly string[] {
		return request.operation === 'createFolder' ? [] : request.files.map(({ path }) => path);
	}

	async upload(
		endpoint: Endpoint,
		request: UploadRequest,
		itemIndex: number,
	): Promise<UploadResult> {
		const { run, onFileFailure } = this;
		const folders = (this.folders ??= new FolderMaker(endpoint));
		const written = this.written.get(itemIndex) ?? new Map<number, WrittenFile>();
		this.written.set(itemIndex, written);
		const outcomes = await upload(endpoint, request, { folders, run, written, onFileFailure });
		return { outcomes, options: request.options };
	}
}
