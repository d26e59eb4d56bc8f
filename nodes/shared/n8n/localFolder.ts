import { isAbsolute, join, resolve } from 'node:path';
import { DiskStateStore } from '../local/DiskStateStore';
import { LocalEndpoint } from '../local/LocalEndpoint';
import { LocalRoot } from '../local/LocalRoot';
import { lockTimes, type LockTiming } from '../local/LockTiming';
import { token } from '../model/ownNames';
import { printable } from '../model/RemotePath';
import type { RunContext } from '../model/RunContext';
import type { StateStore } from '../sync/StateStore';
import type { SyncSide } from '../sync/SyncSide';
import { invalidInput } from './invalidInput';
import { localAccess, type FileRules } from './localAccess';

/** A folder of the disk as a sync uses it. */
export interface LocalFolder {
	/** Absolute path of the disk, without links. */
	readonly path: string;
	readonly side: SyncSide;
	/** Where the state of a pair is kept: in the folder itself. */
	readonly store: (pairId: string) => StateStore;
}

/**
 * Opens a local folder under n8n's rules; it need not exist.
 * @param given what a person typed: an absolute path
 * @throws RemoteError `invalidInput`, `permission` where n8n does not allow access
 */
export async function openLocalFolder(
	rules: FileRules,
	given: string,
	run: RunContext,
): Promise<LocalFolder> {
	const access = localAccess(rules);
	const path = await access.check(given);
	const root = new LocalRoot(path, access, process.platform);
	const runId = token(run.random) + token(run.random);
	return {
		path,
		side: {
			endpoint: new LocalEndpoint(root, run),
			folder: '/',
			nameProblem: (name) => root.nameProblem(name),
			blocks: (relativePath) => root.isStorable(relativePath) && root.isBlocked(`/${relativePath}`),
		},
		store: (pairId) => new DiskStateStore(root, pairId, runId, lockTiming(run)),
	};
}

/**
 * The absolute path in a text that a person typed; `~` is the home of the account that n8n runs under.
 * @throws RemoteError `invalidInput`
 */
export function parseLocalFolder(value: unknown): string {
	if (typeof value !== 'string' || value.trim() === '') {
		const empty = value === undefined || value === null || typeof value === 'string';
		throw invalidInput(
			`Local Folder is ${empty ? 'empty' : 'not text'}`,
			'Give an absolute path like "/home/node/.n8n-files/reports". An expression that finds nothing gives an empty value: check the name of the field in it.',
		);
	}
	if (/[\r\n\0]/.test(value)) {
		throw invalidInput(
			`Local Folder contains a line break or NUL: ${printable(value)}`,
			'Remove the line break, for example with .trim() in the expression.',
		);
	}
	const home = process.env.HOME ?? process.env.USERPROFILE;
	const path = home !== undefined && /^~(\/|$)/.test(value) ? join(home, value.slice(1)) : value;
	if (isAbsolute(path)) return resolve(path);
	throw invalidInput(
		`Local Folder is not an absolute path: ${printable(value)}`,
		'Begin with "/", for example "/home/node/.n8n-files/reports". In Docker it is the path inside the container.',
	);
}

function lockTiming({ sleep }: RunContext): LockTiming {
	return {
		...lockTimes,
		now: () => performance.now(),
		sleep,
		every: (ms, work) => {
			const timer = setInterval(() => void work(), ms);
			timer.unref();
			return () => clearInterval(timer);
		},
	};
}
