import type {
	AlreadyExistsSeen,
	NotEmptySeen,
	NotFoundSeen,
	PathAction,
	PermissionSeen,
	QuotaSeen,
} from './PathEvidence';
import { shownPath, type Explanation } from './shown';

/** What a path is asked for and is not there. */
export function explainNotFound(seen: NotFoundSeen): Explanation {
	const path = shownPath(seen.path);
	if (seen.rootFolder !== undefined) {
		return {
			message: `${shownRoot(seen.rootFolder)} does not exist on the server`,
			description:
				'Correct Root Folder in the credential. Empty means the folder that the login lands in, "/" the root of the server. Names are case-sensitive on most servers.',
		};
	}
	if (seen.parentMissing) {
		return {
			message: `${doing(seen.action, path, seen.toPath)}: the folder that should hold it does not exist`,
			description:
				'Create the folder first, or turn on Create Missing Folders where the operation offers it.',
		};
	}
	if (seen.type === 'file' && seen.action === 'list') {
		return {
			message: `${doing(seen.action, path)}: it is a file, not a folder`,
			description:
				'Give the path of a folder. For one file there are operations that take its path.',
		};
	}
	return {
		message: `${doing(seen.action, path)}: ${seen.type === 'folder' ? 'the folder' : 'it'} does not exist`,
		description: `${caseAdvice} Choose the path from the list to see what is there.`,
	};
}

function shownRoot(rootFolder: string): string {
	return rootFolder === ''
		? 'the folder that the login lands in'
		: `the Root Folder ${shownPath(rootFolder)}`;
}

/** What the account may not do. */
export function explainPermission(seen: PermissionSeen): Explanation {
	const path = shownPath(seen.path);
	if (seen.rootFolder !== undefined) {
		return {
			message: `The account may not open ${shownRoot(seen.rootFolder)}`,
			description:
				"Correct Root Folder in the credential, or ask the server's administrator for the right to open it.",
		};
	}
	if (seen.action === 'rename' && /cross-?device/i.test(seen.ftpReply ?? '')) {
		return {
			message: `${doing(seen.action, path, seen.toPath)}: that is on another disk of the server`,
			description:
				'A server moves nothing from one disk to another, and FTP cannot copy. Download it, upload it there, and delete it here.',
		};
	}
	return {
		message: `${doing(seen.action, path, seen.toPath)}: the server does not permit it`,
		description: `Ask the server's administrator for the right to ${right(seen.action)} there${seen.action === 'upload' ? '. Drop boxes that allow no renaming need the write mode Direct' : ''}.`,
	};
}

/** What is in the way. */
export function explainAlreadyExists(seen: AlreadyExistsSeen): Explanation {
	const what = seen.type ? `a ${seen.type}` : 'something';
	const there = shownPath(seen.toPath ?? seen.path);
	return {
		message: `${doing(seen.action, shownPath(seen.path), seen.toPath)}: ${what} is there already`,
		description: wayRound(seen, there),
	};
}

function wayRound({ type, action, moved }: AlreadyExistsSeen, there: string): string {
	if (type === 'folder' && action === 'rename')
		return `${there} is a folder, and a folder is never replaced. Choose another name.`;
	if (type === 'folder' && action !== 'createFolder')
		return `${there} is a folder; a file cannot take its place. Choose another name.`;
	if (moved === 'folder')
		return `A folder never takes the place of a file. Choose another name, or "Keep Both" under If Exists.`;
	return 'Choose another name, or another value of If Exists.';
}

/** A folder that cannot be deleted because of what is in it. */
export function explainNotEmpty(seen: NotEmptySeen): Explanation {
	return {
		message: `${doing(seen.action ?? 'deleteFolder', shownPath(seen.path), seen.toPath)}: the folder is not empty`,
		description:
			'Turn on Recursive to delete a folder with all that it holds. The folder may hold hidden files, or files that this account cannot see.',
	};
}

/** No space for what was to be written. */
export function explainQuota(seen: QuotaSeen): Explanation {
	return {
		message: `${doing(seen.action ?? 'upload', shownPath(seen.path))}: the server has no space left for it`,
		description:
			"The disk is full or the quota of the account is used up. Delete files that are no longer needed, or ask the server's administrator for more space.",
	};
}

const caseAdvice =
	'Check the path: it is relative to the Root Folder of the credential and begins with "/", and names are case-sensitive on most servers.';

/** The beginning of a message: `Cannot rename "/a" to "/b"`. */
function doing(action: PathAction | undefined, path: string, toPath?: string): string {
	switch (action) {
		case 'list':
			return `Cannot list ${path}`;
		case 'download':
			return `Cannot download ${path}`;
		case 'upload':
			return `Cannot upload ${path}`;
		case 'append':
			return `Cannot append to ${path}`;
		case 'deleteFile':
			return `Cannot delete ${path}`;
		case 'deleteFolder':
			return `Cannot delete the folder ${path}`;
		case 'createFolder':
			return `Cannot create the folder ${path}`;
		case 'rename':
			return toPath === undefined
				? `Cannot move ${path}`
				: `Cannot move ${path} to ${shownPath(toPath)}`;
		case 'look':
			return `Cannot look at ${path}`;
		case 'change':
			return `Cannot change ${path}`;
		case undefined:
			return `Cannot use ${path}`;
	}
}

function right(action: PathAction | undefined): string {
	switch (action) {
		case 'list':
		case 'look':
			return 'list folders';
		case 'download':
			return 'read files';
		case 'upload':
		case 'append':
			return 'write files';
		case 'deleteFile':
		case 'deleteFolder':
			return 'delete';
		case 'createFolder':
			return 'create folders';
		case 'rename':
			return 'rename and move';
		case 'change':
		case undefined:
			return 'do this';
	}
}
