import { readFile } from '../shared/files/readFile';
import { skipMissing } from '../shared/files/skipMissing';
import type { Endpoint, ReadResult } from '../shared/model/Endpoint';
import type { Entry } from '../shared/model/Entry';
import { folderOf, nameOf } from '../shared/model/RemotePath';
import type { Store } from '../shared/files/Store';
import type { Downloaded, FileOutcome } from './download';
import type { DownloadOptions } from './optionsField';

/** A file as a listing showed it. */
export interface Listed {
	readonly entry: Entry;
	/** The folder that was listed. */
	readonly folder: string;
}

/**
 * Downloads one file to where files are kept.
 * @throws RemoteError `notFound` unless missing files are skipped, `integrity`, …
 */
export async function downloadFile<Kept>(
	endpoint: Endpoint,
	path: string,
	options: DownloadOptions,
	store: Store<Kept>,
	listed?: Listed,
): Promise<FileOutcome<Kept>> {
	return await skipMissing(path, options.ifMissing, async (): Promise<Downloaded<Kept>> => {
		const expected = listed && isExpected(listed.entry, options) ? listed.entry : undefined;
		const read = await store(async (keep) => {
			const consume = async (body: Parameters<typeof keep>[0]) => await keep(body, path);
			return await readFile(endpoint, path, consume, { verify: options.verify, expected });
		});
		return {
			entry: readEntry(path, read, listed?.entry),
			receipt: read.receipt,
			content: { kind: 'file', file: read.result },
			folder: listed?.folder ?? folderOf(path),
			after: null,
		};
	});
}

/** The entry of a file that was read: what a listing said of it, and what the server said when it was read. */
export function readEntry(
	path: string,
	{ entry, receipt }: Pick<ReadResult<unknown>, 'entry' | 'receipt'>,
	listed?: Entry,
): Entry {
	const { modifiedAt, modifiedPrecision } = entry;
	return {
		name: nameOf(path),
		path,
		folder: folderOf(path),
		type: 'file',
		size: entry.size ?? (receipt.sha256 === null ? null : receipt.bytes),
		modifiedAt,
		modifiedPrecision,
		...ownership(entry),
		...(listed ? ownership(listed) : {}),
	};
}

type Ownership = Pick<Entry, 'permissions' | 'owner' | 'group' | 'linkTarget'>;

/** A server with MLST tells it together with size and time, others only in listings. */
function ownership(seen: Partial<Entry>): Ownership {
	const { permissions = null, owner = null, group = null, linkTarget = null } = seen;
	return { permissions, owner, group, linkTarget };
}

/**
 * Whether the listing may stand for the file. What is deleted or moved afterwards must be the very file that was read:
 * where listings know minutes only, its exact time is asked for beside the transfer.
 */
function isExpected({ modifiedPrecision }: Entry, { afterDownload }: DownloadOptions): boolean {
	return afterDownload.do === 'nothing' || modifiedPrecision === 'second';
}
