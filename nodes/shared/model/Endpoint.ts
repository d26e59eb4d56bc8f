import type { Readable } from 'node:stream';
import type { Entry } from './Entry';
import type { Listing } from './Listing';
import type { Receipt, Verify } from './Receipt';

/** A file's bytes, readable as often as needed: every try asks for a fresh stream. */
export interface ByteSource {
	/** Bytes, null when unknown. */
	readonly size: number | null;
	/** Opens a new stream from the byte at `offset` on. */
	readonly open: (offset: number) => Promise<Readable>;
}

/** What a path was when it was last looked at; `absent` when there was nothing. */
export type Expected = 'absent' | Pick<Entry, 'type' | 'size' | 'modifiedAt' | 'modifiedPrecision'>;

/** What one side can do; found out once and remembered. */
export interface Abilities {
	/** Whether `setModified` works: MFMT, MDTM with a time, SITE UTIME, or a local disk. */
	readonly keepsModified: boolean;
	/** The precision of times in listings. */
	readonly listedPrecision: 'second' | 'minute' | 'day' | 'none';
	/** Whether `find` gives times exact to the second (MLST, MDTM). */
	readonly exactModified: boolean;
	/** Hash algorithms that the side computes by itself, lower case: `sha256`, `sha1`, `md5`, `crc32`. */
	readonly hashes: readonly string[];
	/** Milliseconds that the side's clock is ahead of ours; null when not known. */
	readonly clockOffsetMs: number | null;
}

export interface ListOptions {
	/**
	 * Read a second time where links may be shown as what they lead to, or not at all: needed before what is in a
	 * folder is deleted.
	 */
	readonly tellLinks: boolean;
}

export interface ReadOptions {
	readonly verify: Verify;
	/** What a listing said of the file: its size and time are compared with what arrives. */
	readonly expected?: Entry;
	/** Begin at this byte (default 0). `sha256` of the receipt is null then. */
	readonly offset?: number;
	/** Stop after this many bytes; nothing is verified then. */
	readonly maxBytes?: number;
}

export interface WriteOptions {
	/** `atomic`: under a temporary name, verified, then renamed · `direct`: in place · `append`: at the end of what is there. */
	readonly mode: 'atomic' | 'direct' | 'append';
	readonly verify: Verify;
	/** ISO 8601 time that the file shall carry; refused = a hint, not an error. */
	readonly modifiedAt?: string;
	/** Octal mode like `644`; refused = a hint, not an error. */
	readonly permissions?: string;
	/** Checked just before the file takes its place; otherwise a `guard` error with `data.stale`. */
	readonly expected?: Expected;
	/** Told the temporary name before it is first used, so that a journal can hold it. */
	readonly onTemporary?: (path: string) => Promise<void>;
}

export interface MoveOptions {
	/** Whether a file may take the place of another one. */
	readonly overwrite: boolean;
	/** Checked just before; otherwise a `guard` error with `data.stale`. */
	readonly expected?: Expected;
}

export interface ReadResult<T> {
	readonly receipt: Receipt;
	/** What `consume` gave back. */
	readonly result: T;
	/** Size and time of the file that was read, where the server tells them. */
	readonly entry: Pick<Entry, 'size' | 'modifiedAt' | 'modifiedPrecision'>;
}

/**
 * One side of file work: an FTP server under its Root Folder, a local folder, or a tree in memory.
 * Bound to one run: its signal, hints and turn in the pool are known inside. All paths as `RemotePath` says.
 * Every method throws `RemoteError`, of category `cancelled` once the run is stopped.
 */
export interface Endpoint {
	/** What a person calls this side: the host, or "the local folder". */
	readonly name: string;
	/** How many calls may usefully be under way at once. */
	readonly parallel: number;
	/** The same for `list`, where fewer are enough. */
	readonly parallelListings?: number;
	/** Says while a call is under way that so many will follow it, so that the connections for them are opened meanwhile. */
	announce?(calls: number): void;
	abilities(): Promise<Abilities>;
	/**
	 * What a folder holds. Own temporary names are among the entries.
	 * @throws `notFound`, `permission`, `dataChannel`
	 */
	list(folder: string, options?: ListOptions): Promise<Listing>;
	/** Asks for that very path, as exactly as the side can; null only for a clear "not there". */
	find(path: string): Promise<Entry | null>;
	/** `find` for many paths in few round trips; one result a path, in order, an error in place of a throw. */
	findMany(paths: readonly string[]): Promise<ReadonlyArray<Entry | null | Error>>;
	/** Makes one folder; its parent must exist. A folder that is there already is no failure. @throws `notFound` (parent), `alreadyExists` (a file), `permission` */
	createFolder(path: string): Promise<void>;
	/** Deletes a file, or a link as a link. @throws `notFound`, `permission`, `guard` (stale) */
	removeFile(path: string, expected?: Expected): Promise<void>;
	/** Deletes an empty folder. @throws `notFound`, `notEmpty`, `permission` */
	removeFolder(path: string): Promise<void>;
	/**
	 * Renames or moves a file or folder. Without `overwrite` something at `to` is `alreadyExists`; with it one of the two
	 * always exists. A folder is never replaced, and never replaces a file. `expected` is about `from`.
	 * @returns the entry at its new place, with what was seen of it right before
	 */
	move(from: string, to: string, options: MoveOptions): Promise<Entry>;
	/**
	 * Reads a file through `consume`, once; again with a new stream only when the first one is proven wrong. The stream heals by itself when the connection breaks and ends
	 * only when the file is proven whole; otherwise it is destroyed with the error that `read` throws.
	 */
	read<T>(
		path: string,
		consume: (body: Readable) => Promise<T>,
		options: ReadOptions,
	): Promise<ReadResult<T>>;
	/** Writes a file; the folder must exist. @throws `notFound` (folder), `permission`, `quota`, `integrity`, `alreadyExists` (a folder), `guard` (stale) */
	write(path: string, source: ByteSource, options: WriteOptions): Promise<Receipt>;
	/** Gives a file this time (ISO 8601); false where the side cannot. */
	setModified(path: string, modifiedAt: string): Promise<boolean>;
	/** The hash that the side computes of a file, lower-case hex; null where it cannot. */
	hash(path: string, algorithm: string): Promise<string | null>;
}
