import { planOutputs, syncOutputs } from '../../../nodes/FtpRemoteSync/outputs';
import type { SyncItem, SyncReport } from '../../../nodes/shared/sync/SyncReport';

const item = (path: string, action: SyncItem['action'] = 'upload'): SyncItem => ({
	...{ action, side: 'remote', path, reason: 'new', status: 'done', local: null, remote: null },
	...{ bytes: 1, sha256: null, attempts: 1, planId: 'plan', pairId: 'pair' },
});

const summary: SyncReport['summary'] = {
	...{ uploaded: 2, downloaded: 0, deleted: 0, conflicts: 0, skipped: 0, failed: 0, unchanged: 0 },
	...{ bytesUploaded: 2, bytesDownloaded: 0, durationMs: 1, bytesPerSecond: 2, notes: [] },
};
const report: SyncReport = { items: [item('/a'), item('/b')], summary, failure: null };

it('gives one item a change, or one with the numbers', () => {
	expect(syncOutputs(report, 'changes').map(({ json }) => json.path)).toEqual(['/a', '/b']);
	expect(syncOutputs(report, 'summary')).toEqual([{ json: summary }]);
});

describe('a change of a plan', () => {
	it('follows from the item that asked for it, whatever the order', () => {
		const plan = [{ ...item('/b') }, { ...item('/x') }, { ...item('/a') }];
		const indexes = planOutputs(report, 'changes', plan).map(({ itemIndex }) => itemIndex);
		expect(indexes).toEqual([2, 0]);
	});

	it('follows from an item of the same path when it was decided only now', () => {
		const plan = [{ ...item('/x') }, { ...item('/a', 'conflict') }, { ...item('/b') }];
		const indexes = planOutputs(report, 'changes', plan).map(({ itemIndex }) => itemIndex);
		expect(indexes).toEqual([1, 2]);
	});

	it('follows from the first item when nothing else fits, as the summary does', () => {
		const plan = [{ ...item('/x') }, { ...item('/y') }];
		const indexes = planOutputs(report, 'changes', plan).map(({ itemIndex }) => itemIndex);
		expect(indexes).toEqual([0, 0]);
		expect(planOutputs(report, 'summary', plan)).toMatchObject([{ itemIndex: 0 }]);
	});
});
