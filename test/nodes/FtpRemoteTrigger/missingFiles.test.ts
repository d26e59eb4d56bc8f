import { missingFiles, stillUnread } from '../../../nodes/FtpRemoteTrigger/missingFiles';
import { compileFilter, noFilter } from '../../../nodes/shared/model/EntryFilter';
import type { Tree } from '../../../nodes/shared/model/Tree';
import { entryOf } from '../../support/memory/entryOf';
import { file } from '../../support/memory/treeLiteral';

const tree = (paths: readonly string[], incomplete: readonly string[] = []): Tree => ({
	folder: '/in',
	entries: new Map(paths.map((path) => [path, entryOf(path, file(''), 'second')])),
	incomplete: new Map(incomplete.map((folder) => [folder, 'why'])),
	notes: [],
});
const scope = {
	folder: '/in',
	recursive: true,
	filter: compileFilter({ ...noFilter, exclude: ['tmp'] }),
	leavesOut: (path: string) => path.startsWith('/in/done/'),
};

describe('a file that a listing does not show', () => {
	it.each<[string, string, Tree, object, 'doubtful' | 'outside' | null]>([
		['is asked for', '/in/a', tree([]), {}, 'doubtful'],
		['is there', '/in/a', tree(['/in/a']), {}, null],
		['may be in a folder that was not wholly read', '/in/a', tree([], ['/in']), {}, null],
		['may be below a folder that was not wholly read', '/in/s/d/a', tree([], ['/in/s']), {}, null],
		['is not in another folder that was not read', '/in/a', tree([], ['/in/s']), {}, 'doubtful'],
		[
			'lies in a folder that is no longer watched',
			'/in/s/a',
			tree([]),
			{ recursive: false },
			'outside',
		],
		['lies in a folder that is now excluded', '/in/tmp/a', tree([]), {}, 'outside'],
		['lies where picked up files go', '/in/done/a', tree([]), {}, 'outside'],
	])('%s', (_, path, seen, change, expected) => {
		const { doubtful, outside } = missingFiles([path], seen, { ...scope, ...change });
		expect({ doubtful, outside: [...outside] }).toEqual({
			doubtful: expected === 'doubtful' ? [path] : [],
			outside: expected === 'outside' ? [path] : [],
		});
	});
});

it('a folder counts as unread until something of it was seen', () => {
	const first = stillUnread(null, tree(['/in/s/a'], ['/in/s', '/in/t', '/in/t/u']));
	expect(first).toEqual(['/in/t', '/in/t/u']);
	const before = { files: new Map(), unread: first, deletions: [] };
	expect(stillUnread(before, tree([], ['/in/t']))).toEqual(['/in/t', '/in/t/u']);
	expect(stillUnread(before, tree(['/in/t/u/a']))).toEqual([]);
});
