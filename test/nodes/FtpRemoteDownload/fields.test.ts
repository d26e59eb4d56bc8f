import { readRequest } from '../../../nodes/FtpRemoteDownload/fields';
import { formOf } from '../../support/formOf';

const read = (values: Record<string, unknown>) =>
	readRequest(formOf({ binaryPropertyName: 'data', ...values }), 0);
const file = { operation: 'file', path: '/in/a.csv' };
const defaults = {
	afterDownload: { do: 'nothing' },
	ifMissing: 'fail',
	verify: 'size',
	maxTextBytes: 100_000,
	encoding: 'utf8',
};

describe('what an item asks Download for', () => {
	it('is one file, when nothing else is said', () => {
		expect(read({ path: 'in/a.csv' })).toEqual({ ...file, field: 'data', options: defaults });
	});

	it('is text without a binary field', () => {
		expect(read({ ...file, operation: 'text', binaryPropertyName: '' })).toEqual({
			...{ operation: 'text', path: '/in/a.csv', options: defaults },
		});
	});

	it.each<[string, object, object]>([
		['the whole folder', { returnAll: true }, { folder: '/in', recursive: false, limit: null }],
		['a limit', { returnAll: false, limit: '7' }, { limit: 7 }],
		['the usual limit', { returnAll: false }, { limit: 50 }],
		['folders in the folder', { recursive: true }, { recursive: true }],
	])('holds %s', (_, values, expected) => {
		expect(read({ operation: 'many', folder: '/in', ...values })).toMatchObject(expected);
	});

	it.each<[object, object]>([
		[{ afterDownload: 'delete' }, { afterDownload: { do: 'delete' } }],
		[
			{ afterDownload: 'move', moveToFolder: 'done/' },
			{ afterDownload: { do: 'move', toFolder: '/done' } },
		],
		[{ moveToFolder: '/done' }, { afterDownload: { do: 'nothing' } }],
		[{ ifMissing: 'skip' }, { ifMissing: 'skip' }],
		[{ verify: 'hash' }, { verify: 'hash' }],
		[
			{ maxTextBytes: '10', encoding: 'gbk' },
			{ maxTextBytes: 10, encoding: 'gbk' },
		],
	])('understands the options %p', (options, expected) => {
		expect(read({ ...file, options }).options).toMatchObject(expected);
	});

	it.each<[string, object, string]>([
		['no path', { path: '' }, 'Path is empty'],
		['a path that is no text', { path: 5 }, 'Path is not text'],
		['no binary field', { binaryPropertyName: ' ' }, 'Put Output File in Field is empty'],
		['an operation that there is not', { operation: 'steal' }, 'Operation is "steal"'],
		['nowhere to move to', { options: { afterDownload: 'move' } }, 'Move to Folder is empty'],
		['no text at all', { options: { maxTextBytes: 0 } }, 'Max Text Bytes is "0"'],
		[
			'a pattern that leads out',
			{ operation: 'many', folder: '/', filters: { include: '../*' } },
			'pattern',
		],
	])('is refused with %s', (_, values, message) => {
		expect(() => read({ ...file, ...values })).toThrow(message);
	});
});
