import { inOrder, type Order } from '../../../nodes/FtpRemoteTrigger/inOrder';
import { entryOf } from '../../support/memory/entryOf';
import { file } from '../../support/memory/treeLiteral';

const entry = (path: string, size: number, day: number) => ({
	entry: entryOf(path, file('x'.repeat(size), `2026-01-0${day}T00:00:00Z`), 'second'),
});
const undated = { entry: { ...entry('/u', 1, 1).entry, modifiedAt: null, size: null } };
const files = [entry('/in/10', 1, 2), undated, entry('/in/9', 3, 3), entry('/in/11', 1, 1)];

it.each<[Order, readonly string[]]>([
	['oldestFirst', ['/in/11', '/in/10', '/in/9', '/u']],
	['newestFirst', ['/in/9', '/in/10', '/in/11', '/u']],
	['path', ['/in/9', '/in/10', '/in/11', '/u']],
	['smallestFirst', ['/in/10', '/in/11', '/in/9', '/u']],
])('files come in the order %s, unknown ones last', (order, expected) => {
	expect(inOrder(files, order).map(({ entry: { path } }) => path)).toEqual(expected);
});
