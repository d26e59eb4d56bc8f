import { NestedPaths } from '../../../../nodes/shared/files/NestedPaths';

/** Which of the paths given before must be done before the last one. */
function waitsFor(...paths: readonly string[]): string[] {
	const nested = new NestedPaths();
	const keys = paths.map((path) => nested.keys(path));
	const last = keys.at(-1) ?? [];
	return paths.slice(0, -1).filter((_, index) => keys[index]?.some((key) => last.includes(key)));
}

describe('items whose paths lie in each other', () => {
	it.each<[string, string[], string[]]>([
		['a folder after what is in it', ['/a/b/c', '/a/x', '/a'], ['/a/b/c', '/a/x']],
		['what is in a folder after that folder', ['/a', '/a/b/c'], ['/a']],
		['one path twice in order', ['/a/b', '/c', '/a/b'], ['/a/b']],
		['the Root Folder after everything', ['/a', '/b/c', '/'], ['/a', '/b/c']],
		['everything after the Root Folder', ['/', '/a'], ['/']],
	])('do %s', (_, paths, before) => {
		expect(waitsFor(...paths)).toEqual(before);
	});

	it.each<[string, string[]]>([
		['siblings', ['/in/a', '/in/b']],
		['names that begin alike', ['/in/a', '/in/ab']],
		['cousins', ['/in/a/x', '/in/b/x']],
	])('do not wait for %s', (_, paths) => {
		expect(waitsFor(...paths)).toEqual([]);
	});
});
