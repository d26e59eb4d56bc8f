import type { DiskTree } from './diskTree';

/** Names that servers, shells and globs stumble over; all of them are fine on a Linux disk. */
const awkwardNames: readonly string[] = [
	...[' leading blank', 'trailing blank ', 'two  blanks', '-rf', '--help', '~tilde', '#hash'],
	...['[brackets].txt', '{a,b}.txt', 'star*.txt', 'what?.txt', 'dollar$HOME', 'semi;colon', 'a&b'],
	...['percent%20.txt', 'quote".txt', "apostrophe'.txt", 'back\\slash', 'pipe|', '<angle>', 'a:b'],
	...['a -> b', '.hidden', '..two dots', 'dot.', 'UPPER.TXT', 'upper.txt', 'comma,', '(1)', '@at'],
	...['ü NFC'.normalize('NFC'), 'ü NFD'.normalize('NFD'), '日本語.txt', 'Ελληνικά', '🙂.txt', 'ß'],
	...['total 12', 'drwxr-xr-x 2 ftp ftp 4096 Jan  1 00:00 x', '12-01-20 10:00AM <DIR> y'],
	...['size=1;type=dir; z', `${'long'.repeat(45)}.txt`, '1', '0'],
];

/**
 * A tree of `folders` × `filesEach` small files, two levels deep; every awkward name is there as a file and as a folder.
 * @param refused names that the server cannot take at all
 */
export function awkwardTree(
	folders: number,
	filesEach: number,
	refused: readonly string[] = [],
): DiskTree {
	const names = awkwardNames.filter((name) => !refused.includes(name));
	const tree: Record<string, string> = {};
	for (let folder = 0; folder < folders; folder++) {
		const folderName = names[folder] ?? `folder ${folder}`;
		const place = folder % 3 === 0 ? folderName : `branch ${folder % 7}/${folderName}`;
		for (let file = 0; file < filesEach; file++) {
			const awkward = file === 0 ? names[folder % names.length] : undefined;
			const name = awkward ?? `file ${file}.txt`;
			tree[`${place}/${name}`] = `${folder}/${file} `.repeat(1 + ((folder * 7 + file) % 50));
		}
	}
	return tree;
}
