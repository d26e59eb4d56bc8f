import type { Readable } from 'node:stream';

/** Lends room in the place where downloaded files are kept, and a way to keep one there. */
export type Store<Kept> = <R>(
	download: (keep: (body: Readable, path: string) => Promise<Kept>) => Promise<R>,
) => Promise<R>;
