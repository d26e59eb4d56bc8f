import { toError } from '../explain/explain';
import { RemoteError } from '../model/RemoteError';
import { printable } from '../model/RemotePath';
import { errorCode, errorText } from './errorCode';

/** What our own side (n8n's store, the disk) threw while a file was read or written, as an error that is not retried. */
export function localFailure(error: unknown, path: string): RemoteError {
	if (error instanceof RemoteError) return error;
	const code = errorCode(error) ?? '';
	if (code === 'ENOSPC' || code === 'EDQUOT')
		return toError({ category: 'quota', stage: 'local', path }, error);
	const text = errorText(error);
	return new RemoteError({
		category: code === 'ENOENT' ? 'notFound' : 'permission',
		stage: 'local',
		path,
		message: `The n8n side of ${path} failed: ${printable(text)}`,
		description:
			'The server did its part. Check that the file still exists in n8n and that n8n can write to its binary data store and disk.',
		cause: error,
	});
}
