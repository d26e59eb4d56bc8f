import type { ListedLine } from './ListedLine';
import { exactSize, isDots } from './names';

/** Reads one line of EPLF, `+fact,fact,<tab>name` (cr.yp.to/ftp/list/eplf.html): written by publicfile and anonftpd. */
export function eplfLine(line: string): ListedLine | 'ignored' | null {
	const tab = line.indexOf('\t');
	if (tab < 0 || line.charAt(0) !== '+') return null;
	const name = line.slice(tab + 1);
	if (name === '') return null;
	let type: 'file' | 'folder' | null = null;
	let size: number | null = null;
	let seconds: number | null = null;
	let permissions: string | null = null;
	for (const fact of line.slice(1, tab).split(',')) {
		const value = fact.slice(1);
		if (fact === '/') type = 'folder';
		// A name may be readable and a folder at once; what can be entered is a folder.
		else if (fact === 'r') type ??= 'file';
		else if (fact.startsWith('s')) size = exactSize(value);
		else if (fact.startsWith('m')) seconds = exactSize(value);
		else if (fact.startsWith('up')) permissions = fact.slice(2);
	}
	if (type === null) return null;
	if (isDots(name)) return 'ignored';
	return {
		name,
		type,
		size: type === 'file' ? size : null,
		modifiedMs: seconds === null ? null : seconds * 1000,
		precision: seconds === null ? 'none' : 'second',
		permissions,
		owner: null,
		group: null,
		linkTarget: null,
	};
}
