import type { Category } from '../model/category';
import { printable } from '../model/RemotePath';
import { RemoteError } from '../model/RemoteError';

/** Completes "Cannot …" in a message. */
export type DiskAction = 'list' | 'look at' | 'read' | 'write' | 'create' | 'delete' | 'move';

interface Words {
	readonly category: Category;
	readonly what: string;
	readonly advice: string;
}

const refused: Words = {
	category: 'permission',
	what: 'the system does not permit it',
	advice:
		'Give the account that n8n runs under the right to do this. In Docker, check the owner of the mounted folder and that it is not mounted read-only.',
};
const full: Words = {
	category: 'quota',
	what: 'the disk is full',
	advice: 'Make room on the disk of the local folder, or raise the quota of the account.',
};
const badName: Words = {
	category: 'invalidInput',
	what: 'the disk does not take this name',
	advice: 'Rename the file on the server to a shorter or plainer name, or exclude it by a filter.',
};
const gone: Words = {
	category: 'notFound',
	what: 'it does not exist',
	advice: 'Check the local folder. Somebody may have deleted or renamed this meanwhile.',
};
const noFolder: Words = {
	...gone,
	what: 'the folder that should hold it does not exist',
};
const link: Words = {
	category: 'permission',
	what: 'there is a symbolic link on the way',
	advice:
		'Links inside the local folder are not followed. Put the file or folder itself in its place.',
};

const wordsByCode: Readonly<Record<string, Words>> = {
	ENOENT: gone,
	ENOTDIR: { ...gone, what: 'a part of its path is no folder' },
	EACCES: refused,
	EPERM: refused,
	EROFS: refused,
	ENOSPC: full,
	EDQUOT: full,
	EFBIG: full,
	EEXIST: {
		category: 'alreadyExists',
		what: 'something of that name is there already',
		advice: 'Rename or remove what is in the way.',
	},
	EISDIR: {
		category: 'alreadyExists',
		what: 'a folder of that name is there already',
		advice: 'A file cannot take the place of a folder. Rename one of the two.',
	},
	ENOTEMPTY: {
		category: 'notEmpty',
		what: 'the folder is not empty',
		advice: 'Something new has come into it. Run it again to work with what is there now.',
	},
	ELOOP: link,
	ENAMETOOLONG: badName,
	EINVAL: badName,
	EILSEQ: badName,
};

/** What the disk threw, in words; errors of ours pass through. @param path relative to the local folder */
export function diskError(error: unknown, action: DiskAction, path: string): RemoteError {
	if (error instanceof RemoteError) return error;
	const text = error instanceof Error ? error.message : String(error);
	const words = wordsByCode[codeOf(error)] ?? { ...refused, what: printable(text) };
	const needsFolder = words === gone && (action === 'write' || action === 'create');
	return failed(needsFolder ? noFolder : words, action, path, error);
}

/** A refusal of ours: a symbolic link stands at the path or on the way to it. */
export function linkError(action: DiskAction, path: string): RemoteError {
	return failed(link, action, path);
}

/** Node's code of a failed call: `ENOENT` and the like; empty for anything else. */
export function codeOf(error: unknown): string {
	// Not `instanceof`: errors of node:fs come from another realm where code runs in one of its own.
	const isObject = typeof error === 'object' && error !== null;
	return isObject && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function failed(words: Words, action: DiskAction, path: string, cause?: unknown): RemoteError {
	return new RemoteError({
		category: words.category,
		stage: 'local',
		message: `Cannot ${action} "${printable(path)}" in the local folder: ${words.what}`,
		description: words.advice,
		path,
		cause,
	});
}
