import { errorCode } from './RootedFolder';

const texts: Readonly<Record<string, string>> = {
	ENOENT: '550 No such file or folder',
	EEXIST: '550 File exists',
	ENOTEMPTY: '550 Folder not empty',
	ENOTDIR: '550 Not a folder',
	EISDIR: '550 Is a folder',
	EACCES: '550 Permission denied',
	EPERM: '550 Permission denied',
	ENAMETOOLONG: '553 Name too long',
	EINVAL: '550 Not possible',
	ELOOP: '550 Too many links',
	ENOSPC: '452 Disk full',
};

/** The reply to an error of the disk. */
export function errorReply(error: unknown): string {
	const code = errorCode(error);
	return texts[code] ?? `451 Local error ${code === '' ? String(error) : code}`;
}
