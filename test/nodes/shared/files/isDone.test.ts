import { isDone } from '../../../../nodes/shared/files/isDone';
import { bareEntry, type EntryType } from '../../../../nodes/shared/model/Entry';

const done = (from: string, to: string, type: EntryType, folderAtTo: 'enter' | 'taken' = 'enter') =>
	isDone(from, bareEntry(to, type), folderAtTo);

describe('what an earlier run has moved', () => {
	it.each<[string, string, EntryType]>([
		['/in/a.csv', '/archive/a.csv', 'file'],
		['/in/a.csv', '/archive/b', 'file'],
		['/in/a.csv', '/archive/b', 'link'],
		['/in/2026', '/archive/2025', 'folder'],
		['/in/v1.2', '/archive/v1.3', 'folder'],
		['/in/site.d', '/archive/site.d', 'folder'],
		['/in/.git', '/archive', 'folder'],
	])('may be %s at %s, a %s', (from, to, type) => {
		expect(done(from, to, type)).toBe(true);
	});

	it.each(['/in/orders.csv', '/in/archive.tar.gz'])(
		'is not %s where a folder has no such name',
		(from) => {
			expect(done(from, '/archive', 'folder')).toBe(false);
		},
	);

	it('is whatever is at a path that was meant exactly', () => {
		expect(done('/in/a.csv', '/archive', 'folder', 'taken')).toBe(true);
	});
});
