import { removeEmptyFolders } from '../../../../nodes/shared/files/removeEmptyFolders';
import { MemoryEndpoint } from '../../../support/MemoryEndpoint';
import { empty } from '../../../support/memory/Faults';
import { memoryError } from '../../../support/memory/memoryError';
import { testRun } from '../../../support/memory/testRun';
import { dump } from '../../../support/memory/treeLiteral';

describe('removeEmptyFolders', () => {
	it('goes up until something is left, never beyond the start', async () => {
		const side = new MemoryEndpoint({ in: { a: { b: { c: {} } }, d: { e: {}, f: 'x' } } });
		expect(
			await removeEmptyFolders(side, ['/in/a/b/c', '/in/d/e', '/in'], '/in', testRun()),
		).toEqual(['/in/a/b/c', '/in/d/e', '/in/a/b', '/in/a']);
		expect(dump(side.tree)).toEqual({ in: { d: { f: 'x' } } });
	});

	it('leaves the start and everything outside of it', async () => {
		const side = new MemoryEndpoint({ in: {}, out: {} });
		expect(await removeEmptyFolders(side, ['/in', '/out', '/'], '/in', testRun())).toEqual([]);
	});

	it('goes on above a folder that is gone already', async () => {
		const side = new MemoryEndpoint({ in: { a: {} } });
		expect(await removeEmptyFolders(side, ['/in/a/b'], '/in', testRun())).toEqual(['/in/a']);
	});

	it('believes the refusal of the server more than an empty listing', async () => {
		const side = new MemoryEndpoint({ in: { a: { x: '1' } } });
		side.faults.listing({ path: '/in/a' }, empty);
		expect(await removeEmptyFolders(side, ['/in/a'], '/in', testRun())).toEqual([]);
		expect(dump(side.tree)).toEqual({ in: { a: { x: '1' } } });
	});

	it('asks nobody to remove a folder that was not wholly read', async () => {
		const side = new MemoryEndpoint({ in: { a: {} } });
		side.faults.listing({ path: '/in/a' }, (listing) => ({ ...listing, complete: false }));
		await removeEmptyFolders(side, ['/in/a'], '/in', testRun());
		expect(side.logged('removeFolder')).toEqual([]);
	});

	it('makes a lost connection a hint too, since the work before it is done', async () => {
		const side = new MemoryEndpoint({ in: { a: {} } });
		side.faults.fail({ operation: 'list' }, { error: memoryError('connectionLost', '/in/a') });
		const run = testRun();
		expect(await removeEmptyFolders(side, ['/in/a'], '/in', run)).toEqual([]);
		expect(run.hints).toEqual([expect.stringContaining('Empty folders were not all removed')]);
	});

	it('ends when the run is stopped', async () => {
		const side = new MemoryEndpoint({ in: { a: {} } });
		side.faults.fail({ operation: 'list' }, { error: memoryError('cancelled', '/in/a') });
		await expect(removeEmptyFolders(side, ['/in/a'], '/in', testRun())).rejects.toMatchObject({
			category: 'cancelled',
		});
	});

	it('makes missing rights a hint', async () => {
		const side = new MemoryEndpoint({ in: { a: {} } });
		side.faults.fail({ operation: 'removeFolder' }, { error: memoryError('permission', '/in/a') });
		const run = testRun();
		await removeEmptyFolders(side, ['/in/a'], '/in', run);
		expect(run.hints).toEqual(['The empty folder /in/a could not be removed']);
	});
});
