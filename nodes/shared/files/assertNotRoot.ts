import { RemoteError } from '../model/RemoteError';

/** @throws RemoteError `invalidInput` for the Root Folder, which is never deleted or moved */
export function assertNotRoot(path: string): void {
	if (path !== '/') return;
	throw new RemoteError({
		category: 'invalidInput',
		stage: 'local',
		message: 'The Root Folder itself cannot be deleted or moved',
		description: 'Name a file or folder in it, for example "/in/orders.csv".',
		path,
	});
}
