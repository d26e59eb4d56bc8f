import { emptyListing, type EmptyListing } from '../../../../nodes/shared/explain/emptyListing';

describe('a listing of not one byte', () => {
	it.each<readonly [EmptyListing, number, string]>([
		['empty', 226, 'Transfer complete'],
		['empty', 226, '0 matches total'],
		['empty', 550, 'No files found'],
		['empty', 550, 'No members found.'],
		['empty', 550, 'Directory is empty.'],
		['empty', 450, 'No such file or directory'],
		['unreadable', 226, 'Transfer done (but failed to open directory).'],
		['unreadable', 226, '-Sorry, we were unable to read [.]\n226 0 matches total'],
		['unreadable', 550, "Can't check for file existence"],
		['unreadable', 550, '/in: Permission denied'],
		['unreadable', 550, "Couldn't open the directory"],
		['unreadable', 550, 'Access is denied.'],
		['doubtful', 550, 'Failed'],
		['doubtful', 550, '/in: Brak dost\u0119pu'],
		['other', 450, 'Busy'],
		['other', 451, 'Local error'],
		['other', 421, 'No files found'],
		['other', 550, 'Disk quota exceeded'],
	])('is %s after %d %s', (means, code, text) => {
		expect(emptyListing('LIST', '/in', { code, text })).toBe(means);
	});

	it.each(['denied', 'no files', 'unable to read'])(
		'is not judged by the name of the folder: %s',
		(name) => {
			expect(emptyListing('LIST', `/${name}`, { code: 550, text: `/${name}: Failed` })).toBe(
				'doubtful',
			);
			expect(emptyListing('LIST', `/${name}`, { code: 226, text: `Listed ${name}` })).toBe('empty');
		},
	);
});
