import type { Endpoint } from '../shared/model/Endpoint';
import { isCategory } from '../shared/model/RemoteError';

/**
 * Asks for each path that a listing lacks, since servers list folders as empty now and then.
 * @returns those that are clearly not there; a folder in the place of a file says so too
 * @throws RemoteError `cancelled`
 */
export async function confirmRemoved(
	endpoint: Endpoint,
	paths: readonly string[],
): Promise<readonly string[]> {
	if (paths.length === 0) return [];
	const answers = await endpoint.findMany(paths);
	return paths.filter((_path, index) => {
		const answer = answers[index];
		if (answer instanceof Error) {
			if (isCategory(answer, 'cancelled')) throw answer;
			return false;
		}
		return answer === null || answer?.type === 'folder';
	});
}
