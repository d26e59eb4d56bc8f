import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseOwnName } from '../../nodes/shared/model/ownNames';
import { defaultSyncOptions, type SyncOptions } from '../../nodes/shared/sync/SyncOptions';
import type { Order } from './Order';

/** What is proven: an operation, and whether a trash takes what it deletes. */
export interface Mode {
	readonly name: string;
	readonly operation: Order['operation'];
	readonly trash: boolean;
}

export const modes: readonly Mode[] = [
	{ name: 'push', operation: 'push', trash: false },
	{ name: 'push-trash', operation: 'push', trash: true },
	{ name: 'pull', operation: 'pull', trash: false },
	{ name: 'pull-trash', operation: 'pull', trash: true },
	{ name: 'two-way', operation: 'twoWay', trash: false },
	{ name: 'two-way-trash', operation: 'twoWay', trash: true },
	{ name: 'execute-plan', operation: 'executePlan', trash: false },
];

/** Hashes by relative path. */
export type Contents = ReadonlyMap<string, string>;

const folders = ['', 'a/', 'a/deep/', 'b/', 'c c/', 'ü/'];
const filesEach = 8;

/** Two folders that a sync keeps the same, with somebody who edits both of them at random. */
export class CrashPair {
	private version = 0;

	constructor(
		readonly mode: Mode,
		readonly local: string,
		/** The remote folder as the server has it on its disk. */
		readonly remote: string,
		private readonly random: () => number,
	) {
		mkdirSync(local, { recursive: true });
		mkdirSync(remote, { recursive: true });
	}

	get options(): SyncOptions {
		return {
			...defaultSyncOptions,
			deleteExtra: true,
			allowEmptySource: true,
			maxDeletions: 1_000_000,
			maxDeletePercent: 100,
			// Beside the folder, so that it is not synced itself.
			trashFolder: this.mode.trash ? `/trash-${this.mode.name}` : null,
		};
	}

	/** Makes some files new, other or gone on the sides that the mode reads from; now and then the same one on both. */
	edit(): void {
		const { operation } = this.mode;
		const edits = 4 + Math.floor(this.random() * 24);
		for (let i = 0; i < edits; i++) {
			const path = this.somePath();
			const place = this.random();
			if (operation === 'push' || (operation !== 'pull' && place < 0.5))
				this.editFile(this.local, path);
			else this.editFile(this.remote, path);
			// One-way syncs meet strangers on the other side as well.
			if (place < 0.1)
				this.editFile(operation === 'pull' ? this.local : this.remote, this.somePath());
		}
	}

	private somePath(): string {
		const folder = folders[Math.floor(this.random() * folders.length)] ?? '';
		return `${folder}file ${Math.floor(this.random() * filesEach)}.txt`;
	}

	private editFile(side: string, path: string): void {
		const file = join(side, path);
		if (this.random() < 0.25) return rmSync(file, { force: true });
		mkdirSync(dirname(file), { recursive: true });
		const kind = this.random();
		const most = kind < 0.05 ? 4_000_000 : kind < 0.3 ? 300_000 : 20_000;
		const line = `${path} version ${++this.version}\n`;
		writeFileSync(file, line.repeat(Math.floor((this.random() * most) / line.length)));
	}
}

/** All files below a folder, without what a sync keeps for itself. */
export function contentsOf(folder: string): Contents {
	const found = new Map<string, string>();
	for (const path of filesBelow(folder)) {
		if (path.startsWith('.ftp-remote-sync/')) continue;
		found.set(
			path,
			createHash('sha256')
				.update(readFileSync(join(folder, path)))
				.digest('hex'),
		);
	}
	return found;
}

/** What a sync that has ended well must not have left behind. */
export function leftovers(pair: CrashPair): string[] {
	const own = [pair.local, pair.remote].flatMap((side) =>
		filesBelow(side).filter((path) => parseOwnName(path.split('/').at(-1) ?? '') !== null),
	);
	const state = filesBelow(join(pair.local, '.ftp-remote-sync')).filter(
		(path) => path !== 'pair.state' && !path.startsWith('trash/'),
	);
	return [...own, ...state];
}

function filesBelow(folder: string): string[] {
	try {
		return readdirSync(folder, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
			.sort();
	} catch {
		// Not made yet.
		return [];
	}
}
