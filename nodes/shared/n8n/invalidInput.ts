import { RemoteError } from '../model/RemoteError';

/** The error for something that a person gave and that cannot be right; `description` says what to change. */
export function invalidInput(message: string, description: string): RemoteError {
	return new RemoteError({ category: 'invalidInput', stage: 'local', message, description });
}
