import { text as textOf } from 'node:stream/consumers';
import type { IBinaryData } from 'n8n-workflow';
import { readRequest } from '../../../nodes/FtpRemoteUpload/fields';
import { formOf } from '../../support/formOf';

type Binaries = Readonly<Record<string, Partial<IBinaryData>>>;

/** A form over one item with these binary fields, kept in memory as n8n 1.x does. */
function formWith(values: Record<string, unknown>, binary: Binaries) {
	const helpers = {
		assertBinaryData: (_: number, field: string) => {
			const found = binary[field];
			if (!found) throw new Error(`no binary field ${field}`);
			return found;
		},
		getBinaryDataBuffer: async (_: number, field: string) =>
			Buffer.from(binary[field]?.data ?? '', 'base64'),
	};
	const getInputData = () => [{ json: {}, binary }];
	return Object.assign(formOf({ folder: '/out', ...values }), { helpers, getInputData });
}
const named = (fileName: string, content = 'x') => ({
	...{ fileName, mimeType: 'text/plain', data: Buffer.from(content).toString('base64') },
});
const read = (values: Record<string, unknown>, binary: Binaries = { data: named('a.txt') }) =>
	readRequest(formWith({ binaryPropertyName: 'data', ...values }, binary), 0);
const filesOf = (...given: Parameters<typeof read>) => {
	const request = read(...given);
	return request.operation === 'createFolder' ? [] : request.files;
};
const pathsOf = (...given: Parameters<typeof read>) => filesOf(...given).map(({ path }) => path);
const text = { operation: 'text', fileName: 'a.txt', fileContent: 'Grüße' };

async function contentOf(...given: Parameters<typeof read>): Promise<string | undefined> {
	const source = await filesOf(...given)[0]?.source();
	return source && (await textOf(await source.open(0)));
}

describe('what an item asks Upload for', () => {
	it('is the file in "data" under its own name, when nothing else is said', async () => {
		expect(read({})).toMatchObject({
			operation: 'file',
			files: [{ path: '/out/a.txt' }],
			ifExists: 'overwrite',
			options: {
				...{ writeMode: 'atomic', createMissingFolders: true, modifiedAt: null },
				...{ permissions: null, doneFile: null, verify: 'size' },
				...{ includeInputFields: false, keepBinary: true },
			},
		});
		expect(await contentOf({}, { data: named('a.txt', 'hello') })).toBe('hello');
	});

	it.each<[string, object, string[]]>([
		['a given name', { fileName: 'b.txt' }, ['/out/b.txt']],
		['a name that is a number', { fileName: 2026 }, ['/out/2026']],
		['the root', { folder: '/' }, ['/a.txt']],
		['several fields', { binaryPropertyName: 'two, data,two' }, ['/out/b.txt', '/out/a.txt']],
		['all fields', { binaryPropertyName: ' * ' }, ['/out/a.txt', '/out/b.txt']],
	])('goes to paths made of %s', (_, values, paths) => {
		const binary = { data: named('a.txt'), two: named('b.txt') };
		expect(pathsOf({ ...values }, binary)).toEqual(paths);
	});

	it.each([
		['text', 'Grüße', 'Grüße'],
		['nothing', '', ''],
		['a number', 5, '5'],
		['a boolean', false, 'false'],
	])('is %s as a file', async (_, fileContent, content) => {
		expect(await contentOf({ ...text, fileContent })).toBe(content);
	});

	it('is a folder', () => {
		const request = read({ operation: 'createFolder', path: 'x/y/', folder: undefined });
		expect(request).toMatchObject({ operation: 'createFolder', path: '/x/y' });
	});

	it.each<[object, object]>([
		[{ keepModified: '2020-01-02T03:04:05.678Z' }, { modifiedAt: '2020-01-02T03:04:05.000Z' }],
		[{ keepModified: '' }, { modifiedAt: null }],
		[{ permissions: 644 }, { permissions: '644' }],
		[{ permissions: '0755' }, { permissions: '0755' }],
		[{ doneFile: '.done' }, { doneFile: '.done' }],
		[{ createMissingFolders: false }, { createMissingFolders: false }],
		[
			{ keepBinary: false, includeInputFields: true },
			{ keepBinary: false, includeInputFields: true },
		],
		[
			{ writeMode: 'direct', verify: 'off' },
			{ writeMode: 'direct', verify: 'off' },
		],
	])('understands the options %p', (options, expected) => {
		expect(read({ options }).options).toMatchObject(expected);
	});

	it.each<[string, object, Binaries, string]>([
		['no folder', { folder: '' }, {}, 'Folder is empty'],
		['no field', { binaryPropertyName: ' , ' }, {}, 'Input Binary Field is empty'],
		['no file', { binaryPropertyName: '*' }, {}, 'no file'],
		['a file without a name', {}, { data: named('') }, 'The file in "data" has no name'],
		['a path for a name', {}, { data: named('a/b') }, 'contains a "/"'],
		['a name that climbs', { fileName: '..' }, { data: named('a') }, 'File Name is ".."'],
		['a name that is an object', { fileName: {} }, { data: named('a') }, 'File Name is not text'],
		['text without a name', { ...text, fileName: '' }, {}, 'File Name is empty'],
		['an object for text', { ...text, fileContent: {} }, {}, 'Text is a list or an object'],
		['a rule that there is not', { ifExists: 'burn' }, { data: named('a') }, '"burn"'],
	])('is refused with %s', (_, values, binary, message) => {
		expect(() => read({ ...values }, binary)).toThrow(message);
	});
});
