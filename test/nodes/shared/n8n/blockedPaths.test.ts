import { blockedPaths } from '../../../../nodes/shared/n8n/blockedPaths';

/** n8n's check with a clock of its own: a second for each path deeper than `slowFrom`. */
function check(slowFrom: number) {
	let now = 0;
	const asked: string[] = [];
	const isBlocked = blockedPaths(
		(path) => {
			asked.push(path);
			if (path.split('/').length - 1 >= slowFrom) now += 1000;
			return path.includes('.git');
		},
		() => now,
	);
	return { isBlocked, asked };
}

const deep = (depth: number, name = 'f') => `${'/d'.repeat(depth - 1)}/${name}`;

describe("n8n's check of paths", () => {
	it('decides', () => {
		const { isBlocked } = check(Infinity);
		expect([deep(3), deep(3, '.git'), deep(40), deep(40, '.git')].map(isBlocked)).toEqual([
			...[false, true, false, true],
		]);
	});

	it.each([3, 20])('is asked once about a path %s folders deep', (depth) => {
		const { isBlocked, asked } = check(Infinity);
		expect([isBlocked(deep(depth)), isBlocked(deep(depth))]).toEqual([false, false]);
		expect(asked).toEqual([deep(depth)]);
	});

	it('is not asked about what is as deep as a path that took too long', () => {
		const { isBlocked, asked } = check(24);
		expect([isBlocked(deep(24)), isBlocked(deep(23)), isBlocked(deep(24))]).toEqual([
			...[false, false, false],
		]);
		expect([isBlocked(deep(24, 'other')), isBlocked(deep(60))]).toEqual([true, true]);
		expect(asked).toEqual([deep(24), deep(23)]);
	});

	it('is believed on a machine that is busy', () => {
		const { isBlocked, asked } = check(0);
		expect([isBlocked(deep(15)), isBlocked(deep(15, 'g')), isBlocked(deep(5))]).toEqual([
			...[false, false, false],
		]);
		expect(asked).toHaveLength(3);
	});
});
