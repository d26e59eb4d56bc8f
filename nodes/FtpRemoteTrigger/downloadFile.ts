import { asFailure } from '../shared/files/asFailure';
import { readFile } from '../shared/files/readFile';
import type { Store } from '../shared/files/Store';
import type { Endpoint } from '../shared/model/Endpoint';
import type { Entry } from '../shared/model/Entry';
import { isCategory } from '../shared/model/RemoteError';
import type { Content } from './TakenFile';
import { sameVersion, versionOf } from './Version';

/**
 * Downloads a file as it was seen.
 * @returns null when it is no longer that: somebody still writes it, or has taken it away
 * @throws RemoteError for everything else
 */
export async function downloadFile<Kept>(
	endpoint: Endpoint,
	entry: Entry,
	store: Store<Kept>,
): Promise<{ readonly entry: Entry; readonly content: Content<Kept> } | null> {
	const { path } = entry;
	// A listing that shows minutes cannot prove that the file is still the same: its exact time is asked for then.
	const expected = entry.modifiedPrecision === 'second' ? entry : undefined;
	const read = await asFailure(
		async () =>
			await store(
				async (keep) =>
					await readFile(endpoint, path, async (body) => await keep(body, path), {
						verify: 'size',
						expected,
					}),
			),
	);
	if ('failure' in read) {
		if (isCategory(read.failure, 'notFound', 'integrity')) return null;
		throw read.failure;
	}
	const { size, modifiedAt, modifiedPrecision } = read.entry;
	const exact = modifiedPrecision === 'second' ? { modifiedAt, modifiedPrecision } : {};
	const now: Entry = { ...entry, ...exact, size: size ?? read.receipt.bytes };
	if (!sameVersion(versionOf(entry), versionOf(now))) return null;
	return { entry: now, content: { file: read.result, receipt: read.receipt } };
}
