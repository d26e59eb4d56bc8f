import { RemoteError } from '../model/RemoteError';

/** The error for input that is not a plan of this pair of folders. */
export function notAPlan(why: string): RemoteError {
	return new RemoteError({
		category: 'invalidInput',
		stage: 'local',
		message: `The input is not a plan of this sync: ${why}`,
		description:
			'Connect the output of a Sync node with Preview switched on that has the same credential, folders and filters.',
	});
}
