import { setImmediate as turn } from 'node:timers/promises';
import { sideBySide } from '../../../../nodes/shared/files/sideBySide';
import { testRun } from '../../../support/memory/testRun';

const items = (...paths: readonly string[]) => paths.map((path) => ({ path }));

it('works on as many files at once as the endpoint can use', async () => {
	let underWay = 0;
	let most = 0;
	const results = await sideBySide(
		{ parallel: 3 },
		items('/a', '/b', '/c', '/d', '/e'),
		testRun(),
		async ({ path }) => {
			most = Math.max(most, ++underWay);
			await turn();
			underWay--;
			return path;
		},
	);
	expect(most).toBe(3);
	expect(results).toEqual(['/a', '/b', '/c', '/d', '/e']);
});

it('keeps the order of files that share a path', async () => {
	const log: string[] = [];
	const work = async (_: unknown, index: number) => {
		log.push(`begin ${index}`);
		await turn();
		log.push(`end ${index}`);
	};
	await sideBySide({ parallel: 4 }, items('/a', '/a', '/b'), testRun(), work);
	expect(log.slice(0, 2)).toEqual(['begin 0', 'begin 2']);
	expect(log.filter((step) => !step.endsWith('2'))).toEqual([
		...['begin 0', 'end 0', 'begin 1', 'end 1'],
	]);
});

it('begins no new file after a failure', async () => {
	const seen: string[] = [];
	const working = sideBySide({ parallel: 1 }, items('/a', '/b', '/c'), testRun(), async (item) => {
		seen.push(item.path);
		if (item.path === '/b') throw new Error('no');
	});
	await expect(working).rejects.toThrow('no');
	expect(seen).toEqual(['/a', '/b']);
});
