import { FolderMaker } from '../shared/files/FolderMaker';
import type { Endpoint } from '../shared/model/Endpoint';
import { afterDownload, type SecondPhase } from './afterDownload';
import { download, type DownloadTools, type FileOutcome } from './download';
import type { DownloadRequest } from './fields';

/** What came of one input item. */
export interface DownloadResult<Kept> {
	readonly request: DownloadRequest;
	readonly outcomes: ReadonlyArray<FileOutcome<Kept>>;
}

/** What the items of one run share: the second phase begins when all of them are downloaded. */
export class DownloadRun<Kept> {
	/** What each input item that did not fail puts out first. */
	private readonly first = new Map<number, 'file' | 'error' | 'nothing'>();
	/** null until the second phase begins. */
	private phase: SecondPhase | 'never' | null = null;

	/**
	 * @param mayRunAgain n8n runs the whole node again if the very first output item is an error: what it put out is thrown
	 * away then, so no file may be deleted for it
	 */
	constructor(
		private readonly tools: DownloadTools<Kept>,
		private readonly mayRunAgain: boolean,
	) {}

	/** The first phase, for one item. */
	async download(
		endpoint: Endpoint,
		request: DownloadRequest,
		itemIndex: number,
	): Promise<DownloadResult<Kept>> {
		const outcomes = await download(endpoint, request, this.tools);
		const [first] = outcomes;
		this.first.set(itemIndex, !first ? 'nothing' : 'failure' in first ? 'error' : 'file');
		return { request, outcomes };
	}

	/** The second phase, for one item, once the first one is over for all. */
	async finish(endpoint: Endpoint, result: DownloadResult<Kept>): Promise<DownloadResult<Kept>> {
		const { afterDownload: wanted } = result.request.options;
		if (wanted.do === 'nothing') return result;
		this.phase ??= this.isRunAgain() ? 'never' : this.begin(endpoint);
		if (this.phase === 'never') return result;
		return { ...result, outcomes: await afterDownload(result.outcomes, wanted, this.phase) };
	}

	private begin(endpoint: Endpoint): SecondPhase {
		const { run } = this.tools;
		const folders = new FolderMaker(endpoint);
		return { endpoint, folders, run, at: run.now(), done: new Map() };
	}

	private isRunAgain(): boolean {
		if (!this.mayRunAgain) return false;
		let index = 0;
		while (this.first.get(index) === 'nothing') index++;
		return this.first.get(index) !== 'file';
	}
}
