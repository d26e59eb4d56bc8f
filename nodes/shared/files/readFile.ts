import type { Readable } from 'node:stream';
import type { Endpoint, ReadOptions, ReadResult } from '../model/Endpoint';
import { isCategory, RemoteError } from '../model/RemoteError';

/**
 * Reads one file through `consume`.
 * @throws what `read` throws, and RemoteError `invalidInput` for a folder
 */
export async function readFile<T>(
	endpoint: Endpoint,
	path: string,
	consume: (body: Readable) => Promise<T>,
	options: ReadOptions,
): Promise<ReadResult<T>> {
	try {
		return await endpoint.read(path, consume, options);
	} catch (error) {
		// Servers refuse to read a folder with the code for missing rights.
		if (!isCategory(error, 'permission') || (await endpoint.find(path))?.type !== 'folder')
			throw error;
		throw new RemoteError({
			category: 'invalidInput',
			stage: 'local',
			message: `${path} is a folder`,
			description: 'Use the operation "Download Many" for the files in it.',
			path,
		});
	}
}
