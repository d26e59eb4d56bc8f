import { readRequest } from '../../../nodes/FtpRemoteDelete/fields';
import { formOf } from '../../support/formOf';

const read = (values: Record<string, unknown>) =>
	readRequest(formOf({ operation: 'file', path: '/in/a.csv', ...values }), 0, 1000);
const options = (values: object) => read({ options: values }).options;

describe('what an item asks Delete for', () => {
	it('is one file, for good, when nothing else is said', () => {
		expect(read({})).toEqual({
			operation: 'file',
			path: '/in/a.csv',
			options: {
				ifMissing: 'fail',
				maxDeletions: 1000,
				preview: false,
				removeEmptyFolders: false,
				trash: null,
			},
		});
	});

	it('is a folder, with all in it if so wanted', () => {
		const folder = { operation: 'folder', path: 'in/old/' };
		expect(read(folder)).toMatchObject({ path: '/in/old', recursive: false });
		expect(read({ ...folder, recursive: true })).toMatchObject({ recursive: true });
	});

	it('is many of a folder', () => {
		const many = { operation: 'many', folder: '/in', recursive: true, type: 'files' };
		expect(read({ ...many, filters: { include: '*.tmp', minSize: '1 kB' } })).toMatchObject({
			path: '/in',
			wanted: {
				folder: '/in',
				recursive: true,
				type: 'files',
				rules: { include: ['*.tmp'], minSize: 1000 },
				options: { maxDeletions: 1000 },
			},
		});
	});

	it.each<[string, object, object]>([
		['what to do with a missing path', { ifMissing: 'skip' }, { ifMissing: 'skip' }],
		['the limit as text', { maxDeletions: '5' }, { maxDeletions: 5 }],
		['a preview', { preview: true }, { preview: true }],
		['the trash', { trashFolder: '/trash/' }, { trash: { folder: '/trash', at: 1000 } }],
	])('holds %s', (_, given, expected) => {
		expect(options(given)).toMatchObject(expected);
	});

	it.each<[string, object, string]>([
		['no path', { path: '' }, 'Path is empty'],
		['a path above the root', { path: '/../x' }, 'Path leads out of the Root Folder'],
		['no folder', { operation: 'many', folder: null }, 'Folder is empty'],
		[
			'a pattern that leads out',
			{ operation: 'many', folder: '/', filters: { exclude: '../x' } },
			'"../x" is not a pattern',
		],
		['a limit below zero', { options: { maxDeletions: -1 } }, 'Max Deletions is "-1"'],
		['the Root Folder as trash', { options: { trashFolder: '/' } }, 'cannot be the Trash Folder'],
	])('is refused with %s', (_, values, message) => {
		expect(() => read({ ...values })).toThrow(message);
	});

	it.each(['', null, undefined])(
		'is refused with a trash folder of %p, and does not delete for good',
		(trashFolder) => {
			expect(() => options({ trashFolder })).toThrow('Trash Folder is empty');
		},
	);
});
