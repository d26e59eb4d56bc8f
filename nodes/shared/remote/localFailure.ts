import { toError } from '../explain/explain';
import { RemoteError } from '../model/RemoteError';
import { printable } from '../model/RemotePath';

/** What our own side (n8n's store, the disk) threw while a file was read or written, as an error that is not retried. */
export function localFailure(error: unknown, path: string): RemoteError {
	if (error instanceof RemoteError) return error;
	const code = error instanceof Error && 'code' in error ? String(error.code) : '';
	if (code === 'ENOSPC' || code === 'EDQUOT')
		return toError({ category: 'quota', stage: 'local', path }, error);
	const text = error instanceof Error ? error.message : String(error);
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
