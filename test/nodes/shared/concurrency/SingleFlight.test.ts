import { SingleFlight } from '../../../../nodes/shared/concurrency/SingleFlight';

describe('SingleFlight', () => {
	it('does a thing once for all who want it at the same time', async () => {
		const flights = new SingleFlight<number>();
		let runs = 0;
		const make = async () => await Promise.resolve(++runs);
		expect(await Promise.all(['a', 'a', 'b'].map((key) => flights.run(key, make)))).toEqual([
			1, 1, 2,
		]);
		expect(await flights.run('a', make)).toBe(3);
	});

	it.each([
		['rejects', async () => await Promise.reject(new Error('broken'))],
		[
			'throws at once',
			() => {
				throw new Error('broken');
			},
		],
	])('gives everyone the failure and tries anew afterwards when the work %s', async (_, fail) => {
		const flights = new SingleFlight<number>();
		const both = [flights.run('a', fail), flights.run('a', async () => 1)];
		for (const one of both) await expect(one).rejects.toThrow('broken');
		expect(await flights.run('a', async () => 2)).toBe(2);
	});
});
