import { readRequest } from '../../../nodes/FtpRemoteList/fields';
import { formOf } from '../../support/formOf';

const read = (values: Record<string, unknown>) => readRequest(formOf(values), 0);
const wanted = (values: Record<string, unknown>) => {
	const request = read({ operation: 'list', folder: '/in', returnAll: true, ...values });
	return request.operation === 'list' ? request.wanted : undefined;
};

describe('what an item asks List for', () => {
	it('is everything in the folder by path, when nothing else is said', () => {
		expect(wanted({})).toMatchObject({
			folder: '/in',
			recursive: false,
			type: 'all',
			limit: null,
			maxDepth: null,
			followLinks: false,
			sortBy: 'path',
			sortDirection: 'asc',
		});
	});

	it.each<[string, object, object]>([
		['the limit', { returnAll: false, limit: 7 }, { limit: 7 }],
		['the limit as text', { returnAll: false, limit: '7' }, { limit: 7 }],
		['the usual limit', { returnAll: false }, { limit: 50 }],
		['no limit where all is wanted', { returnAll: true, limit: 7 }, { limit: null }],
		['the depth', { options: { maxDepth: 3 } }, { maxDepth: 3 }],
		['no depth in an empty field', { options: { maxDepth: '' } }, { maxDepth: null }],
		['the order', { options: { sortBy: 'size', sortDirection: 'desc' } }, { sortBy: 'size' }],
		['switches', { recursive: true, options: { followLinks: true } }, { followLinks: true }],
		['switches as text', { recursive: 'true' }, { recursive: true }],
		['the type', { type: 'folders' }, { type: 'folders' }],
		['a folder with slashes around it', { folder: 'in//sub/' }, { folder: '/in/sub' }],
	])('holds %s', (_, values, expected) => {
		expect(wanted({ ...values })).toMatchObject(expected);
	});

	it('leaves names of our own making in', () => {
		expect(wanted({})?.leavesOut('/in/.a1b2c3d4.orders.csv.part')).toBe(false);
	});

	it.each<[string, object, string]>([
		['no folder', { folder: '' }, 'Folder is empty'],
		['a folder of null', { folder: null }, 'Folder is empty'],
		['a folder that is no text', { folder: 5 }, 'Folder is not text'],
		['a folder above the root', { folder: '/../etc' }, 'Folder leads out of the Root Folder'],
		['no limit at all', { returnAll: false, limit: 0 }, 'Limit is "0"'],
		['half a result', { returnAll: false, limit: 1.5 }, 'Limit is "1.5"'],
		['no depth at all', { options: { maxDepth: 0 } }, 'Max Depth is "0"'],
		['a type that there is not', { type: 'links' }, 'Type is "links"'],
		['an order that there is not', { options: { sortBy: 'age' } }, 'Sort By is "age"'],
		['a pattern that leads out', { filters: { include: '../*' } }, '"../*" is not a pattern'],
		['a size that is none', { filters: { minSize: 'big' } }, 'Min Size is "big"'],
		['a time that is none', { filters: { modifiedAfter: 'soon' } }, 'Modified After is "soon"'],
	])('is refused with %s', (_, values, message) => {
		expect(() => wanted({ ...values })).toThrow(message);
	});

	it.each(['getInfo', 'exists'])('is a path, to %s', (operation) => {
		expect(read({ operation, path: 'in/a.csv' })).toEqual({ operation, path: '/in/a.csv' });
		expect(() => read({ operation, path: undefined })).toThrow('Path is empty');
	});
});
