import { lookAround } from '../../../nodes/FtpRemoteTrigger/lookAround';
import { compileFilter, noFilter } from '../../../nodes/shared/model/EntryFilter';
import { MemoryEndpoint } from '../../support/MemoryEndpoint';
import { without } from '../../support/memory/Faults';
import { testRun } from '../../support/memory/testRun';

it('tells what of a watched folder was not understood, and calls it incomplete', async () => {
	const side = new MemoryEndpoint({ in: { 'a.csv': '1', sub: { 'b.csv': '2' } } });
	side.faults.listing({ path: '/in/sub' }, without('b.csv'));
	const scope = {
		...{ folder: '/in', recursive: true, filter: compileFilter(noFilter) },
		leavesOut: () => false,
	};
	const run = testRun();
	const tree = await lookAround(side, scope, run);
	expect([...tree.incomplete.keys()]).toEqual(['/in/sub']);
	expect(run.hints).toEqual([
		'1 line of folder listings was not understood: "?? b.csv" in /in/sub',
	]);
});
