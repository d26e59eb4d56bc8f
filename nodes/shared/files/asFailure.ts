import type { Stage } from '../model/category';
import { isCategory, RemoteError } from '../model/RemoteError';

const connecting = new Set<Stage>([
	'resolve',
	'connect',
	'greeting',
	'tls',
	'certificate',
	'login',
]);

/** Whether no connection could be made, so that every other file would meet the same. */
export function isOfConnection({ stage }: RemoteError): boolean {
	return connecting.has(stage);
}

/** A file that failed while the others go on. */
export interface FailedFile {
	readonly failure: RemoteError;
}

/**
 * Does work whose failure is a value, for what comes after the actual work is done.
 * @throws `cancelled` only
 */
export async function asFailure<R>(work: () => Promise<R>): Promise<R | FailedFile> {
	return await failureAsValue(work, (error) => !isCategory(error, 'cancelled'));
}

/**
 * Does work on one file of several. A failure that is this file's own becomes a value.
 * @throws what would meet every other file as well, and `cancelled`
 */
export async function asOwnFailure<R>(work: () => Promise<R>): Promise<R | FailedFile> {
	return await failureAsValue(
		work,
		(error) => !isCategory(error, 'cancelled') && !isOfConnection(error),
	);
}

async function failureAsValue<R>(
	work: () => Promise<R>,
	isValue: (error: RemoteError) => boolean,
): Promise<R | FailedFile> {
	try {
		return await work();
	} catch (error) {
		if (!(error instanceof RemoteError) || !isValue(error)) throw error;
		return { failure: error };
	}
}
