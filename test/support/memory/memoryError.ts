import type { Category } from '../../../nodes/shared/model/category';
import { RemoteError } from '../../../nodes/shared/model/RemoteError';

const sentences: Partial<Record<Category, string>> = {
	notFound: 'does not exist',
	permission: 'may not be changed',
	alreadyExists: 'exists already',
	notEmpty: 'is not empty',
	quota: 'does not fit: the quota is used up',
	integrity: 'is not what was expected',
	unsupported: 'needs something that this side does not offer',
	guard: 'has changed since it was looked at',
	cancelled: 'was not reached: the run was stopped',
};

/** An error of the memory endpoint about a path. */
export function memoryError(
	category: Category,
	path: string,
	data?: Record<string, unknown>,
): RemoteError {
	return new RemoteError({
		category,
		stage: category === 'integrity' ? 'verify' : 'command',
		message: `"${path}" ${sentences[category] ?? category}`,
		description: 'A tree in memory says so.',
		path,
		ftpCode: category === 'notFound' ? 550 : null,
		data,
	});
}

/** Gives an error of ours back as a value; a crash stays a crash. */
export function asAnswer(error: unknown): RemoteError {
	if (error instanceof RemoteError) return error;
	throw error;
}
