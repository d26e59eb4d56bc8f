import { readRequest } from '../../../nodes/FtpRemoteMove/fields';
import { bareEntry } from '../../../nodes/shared/model/Entry';
import { formOf } from '../../support/formOf';

const read = (values: Record<string, unknown>) =>
	readRequest(
		formOf({ operation: 'move', fromPath: '/in/a.csv', toPath: '/out/b.csv', ...values }),
		0,
	);
const rename = (values: Record<string, unknown>) =>
	read({ operation: 'rename', path: '/in/a.csv', ...values });
const many = (values: Record<string, unknown>) =>
	read({ operation: 'many', folder: '/in', toFolder: '/archive', ...values });

describe('what an item asks Move for', () => {
	it('is one file to a free place, when nothing else is said', () => {
		expect(read({})).toEqual({
			operation: 'move',
			from: '/in/a.csv',
			to: '/out/b.csv',
			folderAtTo: 'enter',
			ifExists: 'fail',
			ifMissing: 'fail',
		});
	});

	it.each([
		['/out/', '/out/a.csv'],
		['/out/2026//', '/out/2026/a.csv'],
		['out/.', '/out/a.csv'],
		['/out/x/..', '/out/a.csv'],
		['/', '/a.csv'],
		['.', '/a.csv'],
	])('goes into the folder %s under its own name', (toPath, to) => {
		expect(read({ toPath })).toMatchObject({ to, folderAtTo: 'taken' });
	});

	it.each(['/out/...', '/out/a..', '/out/.hidden'])('goes to the very path %s', (toPath) => {
		expect(read({ toPath })).toMatchObject({ to: toPath, folderAtTo: 'enter' });
	});

	it('is a new name in the same folder', () => {
		expect(rename({ newName: 'b.csv' })).toEqual({
			operation: 'rename',
			from: '/in/a.csv',
			to: '/in/b.csv',
			folderAtTo: 'taken',
			ifExists: 'fail',
			ifMissing: 'fail',
		});
		expect(rename({ path: '/a', newName: ' b ' })).toMatchObject({ to: '/ b ' });
		expect(rename({ newName: 2026 })).toMatchObject({ to: '/in/2026' });
	});

	it('is many of a folder', () => {
		const request = many({ recursive: true, filters: { include: '*.csv', exclude: 'x/**' } });
		expect(request).toMatchObject({
			operation: 'many',
			folder: '/in',
			toFolder: '/archive',
			recursive: true,
			ifExists: 'fail',
			ifMissing: 'fail',
		});
		if (request.operation !== 'many') throw new Error('not many');
		const fits = (path: string) => request.filter.matches(bareEntry(`/in/${path}`, 'file'), path);
		expect(['a.csv', 'a.txt', 'x/a.csv'].filter(fits)).toEqual(['a.csv']);
	});

	it.each(['fail', 'keepBoth', 'overwrite', 'skip'])('holds what to do about %s', (ifExists) => {
		expect(read({ ifExists })).toMatchObject({ ifExists });
		expect(rename({ newName: 'b', ifExists })).toMatchObject({ ifExists });
		expect(many({ ifExists })).toMatchObject({ ifExists });
	});

	it('holds what to do about a missing path', () => {
		expect(read({ options: { ifMissing: 'skip' } })).toMatchObject({ ifMissing: 'skip' });
	});

	it.each<[string, Record<string, unknown>, string]>([
		['no source', { fromPath: '' }, 'From Path is empty'],
		['a source that an expression does not find', { fromPath: null }, 'From Path is empty'],
		['no target', { toPath: '' }, 'To Path is empty'],
		['a target that an expression does not find', { toPath: null }, 'To Path is empty'],
		['a target that is no text', { toPath: ['/a'] }, 'To Path is not text'],
		['a source above the root', { fromPath: '/../x' }, 'From Path leads out of the Root Folder'],
		['a target above the root', { toPath: '/../x/' }, 'To Path leads out of the Root Folder'],
		['the Root Folder', { fromPath: '/' }, 'The Root Folder itself'],
		['two commands in one', { toPath: '/a\r\nDELE /b' }, 'To Path contains a line break'],
		['an unknown rule', { ifExists: 'merge' }, 'If Exists is "merge"'],
	])('is refused to move with %s', (_, values, message) => {
		expect(() => read(values)).toThrow(message);
	});

	it.each<[string, Record<string, unknown>, string]>([
		['no name', { newName: '' }, 'New Name is empty'],
		['a blank name', { newName: '  ' }, 'New Name is empty'],
		['a name that an expression does not find', { newName: null }, 'New Name is empty'],
		['a list', { newName: ['b'] }, 'New Name is not text'],
		['a path', { newName: 'x/b' }, 'New Name contains a "/": x/b'],
		['the folder above', { newName: '..' }, 'New Name is ".."'],
		['the way of Windows to it', { newName: '..\\b' }, 'New Name leads to another folder'],
		['two commands in one', { newName: 'b\r\nPWD' }, 'New Name contains a line break'],
		['the Root Folder', { path: '/', newName: 'b' }, 'The Root Folder itself'],
		['no path', { path: null, newName: 'b' }, 'Path is empty'],
	])('is refused to rename with %s', (_, values, message) => {
		expect(() => rename(values)).toThrow(message);
	});

	it.each<[string, Record<string, unknown>, string]>([
		['no folder', { folder: null }, 'Folder is empty'],
		['no target', { toFolder: null }, 'To Folder is empty'],
		[
			'a filter that an expression does not find',
			{ filters: { include: null } },
			'Include is missing',
		],
		['a pattern that leads out', { filters: { include: '../x' } }, '"../x" is not a pattern'],
	])('is refused to move many with %s', (_, values, message) => {
		expect(() => many(values)).toThrow(message);
	});
});
