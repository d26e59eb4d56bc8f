import { nameProblem } from '../model/RemotePath';

/** Windows takes these names for devices, with any extension. */
const devices = /^(con|prn|aux|nul|com[1-9¹²³]|lpt[1-9¹²³])(\..*)?$/i;

/** ext4, XFS and Btrfs count bytes; NTFS and APFS count UTF-16 units. */
const longest = 255;

/** Why a disk of this system cannot store a name, or null. */
export function localNameProblem(name: string, platform: NodeJS.Platform): string | null {
	const unsafe = nameProblem(name);
	if (unsafe !== null) return unsafe;
	const bytes = platform !== 'win32' && platform !== 'darwin';
	if ((bytes ? Buffer.byteLength(name) : name.length) > longest)
		return `is longer than ${longest} ${bytes ? 'bytes' : 'characters'}`;
	if (platform !== 'win32') return null;
	const bad = /[<>:"|?*\\\u0001-\u001f]/.exec(name)?.[0];
	if (bad !== undefined) return `contains a character that Windows does not allow (${bad})`;
	if (/[. ]$/.test(name)) return 'ends in a dot or blank, which Windows drops';
	return devices.test(name) ? 'is the name of a device in Windows' : null;
}
