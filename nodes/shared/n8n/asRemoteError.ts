import { RemoteError } from '../model/RemoteError';

/**
 * Anything that was thrown, as our one error. What n8n itself throws while it reads a parameter (an expression that
 * fails, a missing binary field) is about the input; everything else was not foreseen.
 */
export function asRemoteError(error: unknown): RemoteError {
	if (error instanceof RemoteError) return error;
	const { message, description } = textsOf(error);
	return new RemoteError({
		category: isN8nError(error) ? 'invalidInput' : 'protocol',
		stage: 'local',
		message: message || 'Something failed without a message',
		description:
			description || 'Check the parameters of this item and what the expressions in them give.',
		cause: error,
	});
}

/**
 * What was thrown while the parameters of an item were read: n8n's errors and ours as they are. Everything else comes from
 * an expression, like the bare SyntaxError of one that cannot be parsed, and is about the input too.
 */
export function asInputError(error: unknown): unknown {
	if (error instanceof RemoteError || isN8nError(error)) return error;
	return new RemoteError({
		category: 'invalidInput',
		stage: 'local',
		message: `A parameter cannot be read: ${textsOf(error).message || 'no message'}`,
		description: 'Check the parameters of this item and what the expressions in them give.',
		cause: error,
	});
}

/** An error that n8n made: it carries a context for the editor. Not `instanceof`, since n8n-workflow may be loaded twice. */
export function isN8nError(error: unknown): error is Error & { context: Record<string, unknown> } {
	return (
		error instanceof Error &&
		'context' in error &&
		typeof error.context === 'object' &&
		error.context !== null
	);
}

function textsOf(error: unknown): { message: string; description: string } {
	if (!(error instanceof Error)) return { message: String(error), description: '' };
	const description = 'description' in error ? error.description : '';
	return {
		message: error.message,
		description: typeof description === 'string' ? description : '',
	};
}
