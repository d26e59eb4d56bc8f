import { nameProblem, splitExtension } from '../shared/model/RemotePath';

/** Which files say that others are complete. */
export interface DoneMarkers {
	/** Markers are no files of their own: they are never handed out. */
	readonly isMarker: (name: string) => boolean;
	/** Names of which one must be there, beside the file. */
	readonly markersOf: (name: string) => readonly string[];
	/** Whether one marker stands for all files of its folder, and so goes nowhere with one of them. */
	readonly shared: boolean;
}

/** What stands for the name of the file: "*" for the whole name or the one without its extension, the others for one of them. */
const placeholders = /\*|\{name\}|\{base\}/g;

/**
 * Understands a text like `*.done`, `{name}.ready`, `{base}.ok`, `.done` (the same as `*.done`), or `_SUCCESS` for one
 * marker a folder.
 * @returns null for a text that cannot be the name of a marker
 */
export function doneMarkers(text: string): DoneMarkers | null {
	const pattern = text.trim();
	const found = pattern.match(placeholders) ?? [];
	// What Upload calls a suffix.
	if (found.length === 0 && pattern.startsWith('.')) return doneMarkers(`*${pattern}`);
	if (found.length > 1 || nameProblem(pattern) !== null) return null;
	const [placeholder] = found;
	if (placeholder === undefined) {
		return {
			isMarker: (name) => name === pattern,
			markersOf: () => [pattern],
			shared: true,
		};
	}
	// The marker of a file would be the file itself.
	if (pattern === placeholder) return null;
	const [before = '', after = ''] = pattern.split(placeholder);
	return {
		isMarker: (name) =>
			name.length > before.length + after.length && name.startsWith(before) && name.endsWith(after),
		markersOf: (name) => {
			const { base } = splitExtension(name);
			const stems = placeholder === '*' ? [name, base] : [placeholder === '{name}' ? name : base];
			return [...new Set(stems)].map((stem) => `${before}${stem}${after}`);
		},
		shared: false,
	};
}
