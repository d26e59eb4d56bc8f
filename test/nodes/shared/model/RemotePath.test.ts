import * as fc from 'fast-check';
import {
	folderOf,
	isWithin,
	joinPath,
	nameOf,
	nameProblem,
	parsePath,
	printable,
	relativeTo,
	splitExtension,
} from '../../../../nodes/shared/model/RemotePath';

describe('parsePath', () => {
	it.each([
		['/', '/'],
		['/in/a.csv', '/in/a.csv'],
		['in/a.csv', '/in/a.csv'],
		['/in//a.csv/', '/in/a.csv'],
		['/in/./a.csv', '/in/a.csv'],
		['/in/../out', '/out'],
		['/in/..', '/'],
		['.', '/'],
		['/...', '/...'],
		[' leading and trailing ', '/ leading and trailing '],
		['/in/[1]*?{a}', '/in/[1]*?{a}'],
		['/-rf', '/-rf'],
		['/in\\..\\a', '/in\\..\\a'],
		['/日本/ä.txt', '/日本/ä.txt'],
	])('reads %j as %j', (text, expected) => {
		expect(parsePath(text)).toBe(expected);
	});

	it.each([
		['nothing', undefined, 'Path is empty'],
		['null', null, 'Path is empty'],
		['an empty text', '', 'Path is empty'],
		['blanks', '  \t', 'Path is empty'],
		['a number', 5, 'Path is not text'],
		['a list', ['/a'], 'Path is not text'],
		['a second command', '/a\r\nDELE /b', 'Path contains a line break or NUL: /a\\x0d\\x0aDELE /b'],
		['a NUL', '/a\0', 'Path contains a line break or NUL: /a\\x00'],
		['a way out', '/../etc', 'Path leads out of the Root Folder: /../etc'],
		['a hidden way out', '/a/../../b', 'Path leads out of the Root Folder: /a/../../b'],
	])('refuses %s', (_, value, message) => {
		expect(() => parsePath(value)).toThrow(
			expect.objectContaining({ category: 'invalidInput', stage: 'local', message }) as Error,
		);
	});

	it('names the field in its message', () => {
		expect(() => parsePath('', 'Folder to Watch')).toThrow('Folder to Watch is empty');
	});

	it('gives only clean paths within the Root Folder, whatever it is given', () => {
		const unit = fc.constantFrom('/', '.', 'a', ' ', '\\', '\r', '\n', '\0', 'ä', '~');
		fc.assert(
			fc.property(fc.string({ unit, maxLength: 12 }), (text) => {
				let path: string;
				try {
					path = parsePath(text);
				} catch (error) {
					expect(error).toMatchObject({ category: 'invalidInput' });
					return;
				}
				expect(path).toMatch(/^\//);
				expect(
					path
						.slice(1)
						.split('/')
						.filter((part) => nameProblem(part) !== null),
				).toEqual(path === '/' ? [''] : []);
				expect(parsePath(path)).toBe(path);
			}),
		);
	});
});

describe('nameProblem', () => {
	it.each(['', '.', '..', 'a/b', 'a\nb', 'a\r', '\0'])('refuses %j as a part of a path', (name) => {
		expect(nameProblem(name)).not.toBeNull();
	});

	it.each(['a', '...', ' ', '-l', 'a\\b', '*', '.a'])('accepts %j', (name) => {
		expect(nameProblem(name)).toBeNull();
	});
});

describe('parts of a path', () => {
	it.each([
		['/', '/', ''],
		['/a', '/', 'a'],
		['/a/b', '/a', 'b'],
	])('%s lies in %s as "%s"', (path, folder, name) => {
		expect([folderOf(path), nameOf(path)]).toEqual([folder, name]);
		if (name !== '') expect(joinPath(folder, name)).toBe(path);
	});

	it.each([
		['/a/b', '/a', true],
		['/a', '/a', true],
		['/ab', '/a', false],
		['/a', '/a/b', false],
		['/a', '/', true],
		['/', '/', true],
	])('%s within %s: %s', (path, folder, expected) => {
		expect(isWithin(path, folder)).toBe(expected);
	});

	it.each([
		['/', '/a/b', 'a/b'],
		['/a', '/a/b', 'b'],
		['/a', '/a', ''],
		['/', '/', ''],
	])('from %s, %s is "%s"', (folder, path, expected) => {
		expect(relativeTo(folder, path)).toBe(expected);
	});

	it.each([
		['a.txt', 'a', '.txt'],
		['a.tar.gz', 'a.tar', '.gz'],
		['.env', '.env', ''],
		['README', 'README', ''],
		['a.', 'a', '.'],
		['', '', ''],
	])('"%s" is "%s" and "%s"', (name, base, extension) => {
		expect(splitExtension(name)).toEqual({ base, extension });
	});
});

describe('printable', () => {
	it('shows what a terminal would act on', () => {
		expect(printable('a\u001b[31m\u0085\u2028ä')).toBe('a\\x1b[31m\\x85\\x2028ä');
	});

	it('ends after 200 characters, and not within one', () => {
		expect(printable('x'.repeat(200))).toHaveLength(200);
		expect(printable('x'.repeat(201))).toBe(`${'x'.repeat(199)}…`);
		const cut = printable(`${'x'.repeat(198)}🜁🜁🜁`);
		expect(Buffer.from(cut).toString()).toBe(cut);
		expect(cut.length).toBeLessThanOrEqual(200);
	});
});
