import { RemoteError } from '../model/RemoteError';

/** The error for a path at which something is that must not be replaced. */
export function taken(path: string, by: 'taken' | 'folder'): RemoteError {
	return new RemoteError({
		category: 'alreadyExists',
		stage: 'command',
		message: by === 'folder' ? `${path} is a folder` : `${path} exists already`,
		description:
			by === 'folder'
				? 'A folder is never replaced by a file. Choose another name.'
				: 'Choose another name, or what is to happen under "If File Exists".',
		path,
	});
}
