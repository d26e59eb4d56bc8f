import { RemoteError } from './RemoteError';

/*
 * A path of this package is a string that begins with `/`, is relative to the Root Folder, has no empty, `.` or `..`
 * part, and ends without `/` except the root itself. `parsePath` makes one of a person's text; nothing else needs to check.
 */

/** CR, LF and NUL would end the command (RFC 959 section 5.3.1) or the name. */
const forbidden = /[\r\n\0]/;

/** What `name` is refused for as one part of a path, or null when it is fine. */
export function nameProblem(name: string): string | null {
	if (name === '') return 'is empty';
	if (name === '.' || name === '..') return `is "${name}"`;
	if (name.includes('/')) return 'contains a "/"';
	if (forbidden.test(name)) return 'contains a line break or NUL';
	return null;
}

/**
 * Makes a path of what a person typed or an expression gave.
 * @param label what the field is called, for the message
 * @throws RemoteError `invalidInput` for anything but text, an empty text, line breaks and NUL, and `..` that climbs out of the Root Folder
 */
export function parsePath(value: unknown, label = 'Path'): string {
	if (typeof value !== 'string') {
		throw invalid(
			`${label} is ${value === null || value === undefined ? 'empty' : 'not text'}`,
			'Give a path that begins with "/", for example "/in/orders.csv". An expression that finds nothing gives an empty value: check the name of the field in it.',
		);
	}
	if (value.trim() === '') {
		throw invalid(
			`${label} is empty`,
			'Give a path that begins with "/", for example "/in/orders.csv". For the Root Folder itself write "/".',
		);
	}
	if (forbidden.test(value)) {
		throw invalid(
			`${label} contains a line break or NUL: ${printable(value)}`,
			'FTP cannot carry such a name. Remove the line break, for example with .trim() in the expression.',
		);
	}
	const parts: string[] = [];
	for (const part of value.split('/')) {
		if (part === '' || part === '.') continue;
		if (part === '..') {
			if (parts.length === 0) {
				throw invalid(
					`${label} leads out of the Root Folder: ${printable(value)}`,
					'Paths are relative to the Root Folder of the credential and cannot leave it. To reach other folders, use a credential with a higher Root Folder.',
				);
			}
			parts.pop();
			continue;
		}
		parts.push(part);
	}
	return `/${parts.join('/')}`;
}

/** The path of `name` in `folder`. `name` is one part, checked with `nameProblem` where it comes from outside. */
export function joinPath(folder: string, name: string): string {
	return folder === '/' ? `/${name}` : `${folder}/${name}`;
}

/** The folder that holds `path`; `/` for the root itself. */
export function folderOf(path: string): string {
	const end = path.lastIndexOf('/');
	return end <= 0 ? '/' : path.slice(0, end);
}

/** The last part of `path`; empty for the root. */
export function nameOf(path: string): string {
	return path.slice(path.lastIndexOf('/') + 1);
}

/** True when `path` lies below `folder` or is it. */
export function isWithin(path: string, folder: string): boolean {
	return folder === '/' || path === folder || path.startsWith(`${folder}/`);
}

/** `path` as seen from `folder`, without a leading `/`; empty for the folder itself. */
export function relativeTo(folder: string, path: string): string {
	return folder === '/' ? path.slice(1) : path.slice(folder.length + 1);
}

/** `name` cut into what stands before its last dot and the rest with the dot; a leading dot starts no extension. */
export function splitExtension(name: string): {
	readonly base: string;
	readonly extension: string;
} {
	const dot = name.lastIndexOf('.');
	return dot <= 0
		? { base: name, extension: '' }
		: { base: name.slice(0, dot), extension: name.slice(dot) };
}

/** A text with everything that a terminal or a log would act on shown as an escape, at most 200 characters. */
export function printable(text: string): string {
	const shown = text.replace(
		/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g,
		(character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
	);
	// Half of a character outside the basic plane would make the text unreadable for some.
	return shown.length > 200 ? `${shown.slice(0, 199).replace(/[\ud800-\udbff]$/, '')}…` : shown;
}

function invalid(message: string, description: string): RemoteError {
	return new RemoteError({ category: 'invalidInput', stage: 'local', message, description });
}
