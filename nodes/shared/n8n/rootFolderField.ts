import { invalidInput } from './invalidInput';

/**
 * Root Folder without doubled or trailing `/`; empty for the folder that the login lands in, `/` for the server's root.
 * Names keep their blanks.
 * @throws RemoteError `invalidInput` for `..`
 */
export function parseRootFolder(text: string): string {
	if (text.trim() === '') return '';
	const parts = text.split('/').filter((part) => part !== '' && part !== '.');
	if (parts.includes('..')) {
		throw invalidInput(
			`Root Folder contains "..": ${text}`,
			'Write the folder itself, for example "/customers/acme". Begin with "/" for a path from the server\'s root.',
		);
	}
	return `${text.startsWith('/') ? '/' : ''}${parts.join('/')}`;
}
