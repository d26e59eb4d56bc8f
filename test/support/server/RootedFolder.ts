import {
	lstatSync,
	readdirSync,
	readlinkSync,
	realpathSync,
	statSync,
	type BigIntStats,
	type Stats,
} from 'node:fs';
import { posix } from 'node:path';
import type { WireCodec } from './WireCodec';

/** A file or folder as listings need it; `name` and `linkTarget` are wire text. */
export interface DiskEntry {
	readonly name: string;
	readonly stats: Stats;
	/** Of a link: where it points, as it is written, and what is there when that lies within the root. */
	readonly linkTarget: string | null;
	readonly target: Stats | null;
}

/**
 * The part of the disk that clients see. Virtual paths are absolute wire text; nothing resolves to a place outside of the root.
 * Looks at the disk synchronously: a call takes microseconds, a turn through the thread pool more.
 */
export class RootedFolder {
	private readonly root: Buffer;

	constructor(
		root: string,
		private readonly codec: () => WireCodec,
	) {
		this.root = realpathSync(root, { encoding: 'buffer' });
	}

	/** `argument` as an absolute virtual path, seen from `cwd`; `..` stops at the root. */
	static resolve(cwd: string, argument: string): string {
		const path = posix.resolve('/', cwd, argument);
		return path === '' ? '/' : path;
	}

	/**
	 * The place on disk of a virtual path, links followed.
	 * @throws an error with code ENOENT where a link leads out of the root
	 */
	follow(path: string): Buffer {
		const place = this.place(path);
		try {
			return this.inside(realpathSync(place, { encoding: 'buffer' }));
		} catch (error) {
			if (!isMissing(error) || path === '/') throw error;
			if (isLink(place)) throw error;
			return this.entry(path);
		}
	}

	/** The place of the entry itself: a link is not followed, the folders above it are. */
	entry(path: string): Buffer {
		if (path === '/') return this.root;
		const folder = this.inside(
			realpathSync(this.place(posix.dirname(path)), { encoding: 'buffer' }),
		);
		return Buffer.concat([folder, slash, this.codec().toDisk(posix.basename(path))]);
	}

	stat(path: string): Stats {
		return statSync(this.follow(path));
	}

	/** What `.` or `..` of a folder is; the root is its own parent. */
	statOf(path: string, dots: string): Stats {
		const folder = this.follow(path);
		return statSync(
			dots === '..' && !folder.equals(this.root)
				? Buffer.concat([folder, Buffer.from('/..')])
				: folder,
		);
	}

	/** One entry, a link not followed. */
	look(path: string): DiskEntry {
		return this.describe(path, posix.basename(path));
	}

	/** What a folder holds, in the order of the disk. @throws ENOENT, ENOTDIR */
	list(path: string): DiskEntry[] {
		const entries: DiskEntry[] = [];
		for (const name of readdirSync(this.follow(path), { encoding: 'buffer' })) {
			const wire = this.codec().fromDisk(name);
			try {
				entries.push(this.describe(posix.join(path, wire), wire));
			} catch (error) {
				// Deleted by another session since the folder was read.
				if (!isMissing(error)) throw error;
			}
		}
		return entries;
	}

	/** Bytes of all files below the root. */
	usedBytes(folder: Buffer = this.root): number {
		let bytes = 0;
		for (const name of readdirSync(folder, { encoding: 'buffer' })) {
			const path = Buffer.concat([folder, slash, name]);
			const stats = lstatSync(path);
			if (stats.isDirectory()) bytes += this.usedBytes(path);
			else if (stats.isFile()) bytes += stats.size;
		}
		return bytes;
	}

	private describe(path: string, name: string): DiskEntry {
		const place = this.entry(path);
		const stats = lstatSync(place);
		if (!stats.isSymbolicLink()) return { name, stats, linkTarget: null, target: null };
		const linkTarget = this.codec().fromDisk(readlinkSync(place, { encoding: 'buffer' }));
		return { name, stats, linkTarget, target: this.targetOf(path) };
	}

	private targetOf(path: string): Stats | null {
		try {
			return this.stat(path);
		} catch {
			return null;
		}
	}

	private place(path: string): Buffer {
		return path === '/'
			? this.root
			: Buffer.concat([this.root, slash, this.codec().toDisk(path.slice(1))]);
	}

	private inside(place: Buffer): Buffer {
		const head = place.subarray(0, this.root.length + 1);
		if (place.equals(this.root) || head.equals(Buffer.concat([this.root, slash]))) return place;
		throw Object.assign(new Error('leads out of the root'), { code: 'ENOENT' });
	}
}

/** The `code` of an error of node:fs or node:net, '' for anything else. */
export function errorCode(error: unknown): string {
	// No instanceof: jest runs tests in a realm of their own.
	return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

const slash = Buffer.from('/');

function isMissing(error: unknown): boolean {
	return errorCode(error) === 'ENOENT';
}

function isLink(place: Buffer): boolean {
	const stats: Stats | BigIntStats | undefined = lstatSync(place, { throwIfNoEntry: false });
	return stats?.isSymbolicLink() ?? false;
}
