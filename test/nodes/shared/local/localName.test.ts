import { localNameProblem } from '../../../../nodes/shared/local/localName';

describe('a name that comes from a server', () => {
	it.each([
		['linux', 'a:b*c?.txt'],
		['linux', 'con'],
		['linux', 'ends in a dot.'],
		['linux', `${'ä'.repeat(127)}x`],
		['win32', 'plain name.txt'],
		['win32', 'console.txt'],
		['win32', 'ä'.repeat(255)],
		['darwin', 'ä'.repeat(255)],
	] as const)('can be stored on %s: %s', (platform, name) => {
		expect(localNameProblem(name, platform)).toBeNull();
	});

	it.each([
		['linux', `${'ä'.repeat(127)}xy`, 'is longer than 255 bytes'],
		['linux', 'a/b', 'contains a "/"'],
		['linux', '..', 'is ".."'],
		['win32', 'a:b', 'contains a character that Windows does not allow (:)'],
		['win32', 'a\\b', 'contains a character that Windows does not allow (\\)'],
		['win32', 'CON', 'is the name of a device in Windows'],
		['win32', 'nul.tar.gz', 'is the name of a device in Windows'],
		['win32', 'dot.', 'ends in a dot or blank, which Windows drops'],
		['darwin', 'ä'.repeat(256), 'is longer than 255 characters'],
	] as const)('cannot be stored on %s: %s', (platform, name, problem) => {
		expect(localNameProblem(name, platform)).toBe(problem);
	});
});
