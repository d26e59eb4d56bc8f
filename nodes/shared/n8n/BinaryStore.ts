import type { Readable } from 'node:stream';
import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { StoreTurns } from './StoreTurns';
import { mimeType } from './mimeType';
import { nameOf } from '../model/RemotePath';
import { shownSize } from './shownSize';
import { wholeIfSmall } from './wholeIfSmall';

/** Up to here a file is gathered and stored at once: opening a stream and a file costs more than the bytes do. */
const smallBytes = 256 * 1024;

/** From here on a file weighs in the memory of n8n. */
const heavyBytes = 64 * 1024 * 1024;

/** Stores one file under its path's name; to be given to `Endpoint.read` as its consumer. */
export type StoreFile = (body: Readable, path: string) => Promise<IBinaryData>;

/** n8n's binary store as one run of a node uses it. */
export class BinaryStore {
	private readonly turns = new StoreTurns();

	constructor(
		private readonly helpers: Pick<IExecuteFunctions['helpers'], 'prepareBinaryData'>,
		private readonly hint: (text: string) => void,
	) {}

	/**
	 * Runs a download once the store has room for it, and lends it the store.
	 * n8n does not tell where it keeps binary data: the first that is stored in a run shows it.
	 */
	async withRoom<T>(download: (store: StoreFile) => Promise<T>): Promise<T> {
		return await this.turns.take(
			async () => await download((body, path) => this.store(body, path)),
		);
	}

	private async store(body: Readable, path: string): Promise<IBinaryData> {
		const content = (await wholeIfSmall(body, smallBytes)) ?? body;
		const stored = await this.helpers.prepareBinaryData(content, path, mimeType(nameOf(path)));
		const keptByN8n = isHeldByN8n(stored);
		this.turns.learned(keptByN8n);
		if (keptByN8n && (stored.bytes ?? 0) > heavyBytes) {
			this.hint(
				`n8n keeps binary data in memory or in its database here, which files of this size (${shownSize(stored.bytes ?? 0)}) can exhaust. Set N8N_DEFAULT_BINARY_DATA_MODE=filesystem, or s3, to have files streamed to disk.`,
			);
		}
		return stored;
	}
}

/** In memory mode binary data has no id, in database mode one that says so. */
function isHeldByN8n({ id }: IBinaryData): boolean {
	return id === undefined || id.startsWith('database:');
}
