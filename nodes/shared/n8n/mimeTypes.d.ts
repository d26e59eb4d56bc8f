/** The one function that is used of mime-types, which brings no types of its own. */
declare module 'mime-types' {
	export function lookup(filenameOrExtension: string): string | false;
}
