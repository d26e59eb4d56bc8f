import { compileFilter, noFilter } from '../../../../nodes/shared/model/EntryFilter';
import { filesOf, findEntries } from '../../../../nodes/shared/files/findEntries';
import { getEntry } from '../../../../nodes/shared/files/getEntry';
import { ignoredPaths } from '../../../../nodes/shared/files/ignoredPaths';
import { MemoryEndpoint } from '../../../support/MemoryEndpoint';
import { without } from '../../../support/memory/Faults';
import { testRun } from '../../../support/memory/testRun';

const zoo = {
	in: { 'a.csv': '1', 'b.csv': '2', '.abcdefgh.c.csv.part': '3', sub: { 'd.csv': '4' } },
};
const everything = filesOf('/in', true, compileFilter(noFilter), () => false);

describe('findEntries', () => {
	it('shows our own names where nothing leaves them out', async () => {
		const { entries } = await findEntries(new MemoryEndpoint(zoo), everything, testRun());
		expect(entries).toHaveLength(4);
	});

	it('leaves our own names out of work on many files', async () => {
		const request = { ...everything, leavesOut: ignoredPaths('/in/sub', null) };
		const { entries } = await findEntries(new MemoryEndpoint(zoo), request, testRun());
		expect(entries.map(({ path }) => path)).toEqual(['/in/a.csv', '/in/b.csv']);
	});

	it('reads nothing below an excluded folder', async () => {
		const side = new MemoryEndpoint(zoo);
		const request = { ...everything, filter: compileFilter({ ...noFilter, exclude: ['sub'] }) };
		await findEntries(side, request, testRun());
		expect(side.logged('list')).toEqual(['list /in']);
	});

	it('says what the limit and the listing left out', async () => {
		const side = new MemoryEndpoint(zoo);
		side.faults.listing({ path: '/in' }, without('a.csv'));
		const run = testRun();
		const { entries, cutOff } = await findEntries(side, { ...everything, limit: 1 }, run);
		expect([entries.length, cutOff]).toEqual([1, 2]);
		expect(run.hints).toEqual([
			'1 line of folder listings was not understood: "?? a.csv" in /in',
			'The limit left out 2 of 3 entries of /in',
		]);
	});

	it('says that the limit left out a single one, and nothing where it left out none', async () => {
		for (const limit of [3, 4]) {
			const run = testRun();
			await findEntries(new MemoryEndpoint(zoo), { ...everything, limit }, run);
			expect(run.hints).toEqual(limit === 3 ? ['The limit left out 1 of 4 entries of /in'] : []);
		}
	});
});

describe('getEntry', () => {
	it('gives the entry, or says that there is none', async () => {
		const side = new MemoryEndpoint(zoo);
		expect(await getEntry(side, '/in/a.csv')).toMatchObject({ size: 1 });
		await expect(getEntry(side, '/in/x')).rejects.toMatchObject({
			category: 'notFound',
			message: 'There is no /in/x',
		});
	});
});
