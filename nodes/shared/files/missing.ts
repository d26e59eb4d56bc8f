import { RemoteError } from '../model/RemoteError';

/** The error for a path at which there is nothing. */
export function missing(path: string): RemoteError {
	return new RemoteError({
		category: 'notFound',
		stage: 'command',
		message: `There is no ${path}`,
		description:
			'Check the path: it is relative to the Root Folder of the credential, and most servers tell upper from lower case.',
		path,
	});
}
