import { StoreTurns } from '../../../../nodes/shared/n8n/StoreTurns';

const settle = async () => await new Promise((resolve) => setImmediate(resolve));

/** Begins `count` downloads that end when the test says so. */
function begin(turns: StoreTurns, count: number) {
	const ends: Array<() => void> = [];
	const all = Array.from({ length: count }, async () => {
		await turns.take(async () => await new Promise<void>((resolve) => ends.push(resolve)));
	});
	return { ends, all: Promise.all(all) };
}

it('lets four at a time until it is known where files are kept', async () => {
	const turns = new StoreTurns();
	const { ends } = begin(turns, 10);
	await settle();
	expect(ends).toHaveLength(4);
	turns.learned(false);
	await settle();
	expect(ends).toHaveLength(10);
});

it('lets four at a time where n8n holds the files itself', async () => {
	const turns = new StoreTurns();
	const { ends, all } = begin(turns, 10);
	turns.learned(true);
	for (let ended = 0; ended < 10; ended++) {
		await settle();
		expect(ends).toHaveLength(Math.min(10, ended + 4));
		ends[ended]?.();
	}
	await all;
});

it('lets the next one in when one fails before anything is known', async () => {
	const turns = new StoreTurns();
	const failed = turns.take(async () => {
		throw new Error('no such file');
	});
	const { ends } = begin(turns, 5);
	await expect(failed).rejects.toThrow('no such file');
	await settle();
	expect(ends).toHaveLength(4);
});
