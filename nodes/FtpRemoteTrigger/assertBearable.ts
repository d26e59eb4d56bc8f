import { RemoteError } from '../shared/model/RemoteError';

/** Packed, a file takes about 20 bytes: 4 MB is what n8n can still be asked to save with each event. */
const mostFiles = 200_000;

/** @throws RemoteError `guard` for more files than n8n can be asked to remember */
export function assertBearable(count: number): void {
	if (count <= mostFiles) return;
	throw new RemoteError({
		category: 'guard',
		stage: 'local',
		message: `The watched folder holds ${count} files, more than the ${mostFiles} that can be remembered`,
		description:
			'Watch fewer: narrow the filters, switch Recursive off, or let files be moved away after their pickup.',
	});
}
