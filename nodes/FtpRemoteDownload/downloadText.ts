import type { Readable } from 'node:stream';
import { readFile } from '../shared/files/readFile';
import { skipMissing } from '../shared/files/skipMissing';
import type { Endpoint } from '../shared/model/Endpoint';
import { folderOf } from '../shared/model/RemotePath';
import { decodeText } from './decodeText';
import type { FileOutcome } from './download';
import { readEntry } from './downloadFile';
import type { DownloadOptions } from './optionsField';

/**
 * Downloads the beginning of a file as text; of a short file, all of it.
 * @throws RemoteError as `downloadFile`
 */
export async function downloadText(
	endpoint: Endpoint,
	path: string,
	options: DownloadOptions,
): Promise<FileOutcome<never>> {
	const { maxTextBytes, encoding, verify, ifMissing } = options;
	return await skipMissing(path, ifMissing, async () => {
		// One byte more tells whether there is more.
		const maxBytes = maxTextBytes + 1;
		const read = await readFile(endpoint, path, gather, { verify, maxBytes });
		const truncated = read.result.length > maxTextBytes;
		const bytes = read.result.subarray(0, maxTextBytes);
		return {
			entry: readEntry(path, read),
			receipt: read.receipt,
			content: { kind: 'text', text: decodeText(bytes, encoding, truncated), truncated },
			folder: folderOf(path),
			after: null,
		};
	});
}

async function gather(body: Readable): Promise<Buffer> {
	const pieces: Buffer[] = [];
	for await (const piece of body as AsyncIterable<Buffer>) pieces.push(piece);
	return Buffer.concat(pieces);
}
