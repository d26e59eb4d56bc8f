import { readState, writeState } from '../../../nodes/FtpRemoteTrigger/stateText';
import type { Known, WatchState } from '../../../nodes/FtpRemoteTrigger/WatchState';

const seen = { size: 5, at: 1_769_860_800_000, precision: 'minute' } as const;
const known = (change: Partial<Known> = {}): Known => ({
	seen,
	since: 1_769_860_860_000,
	sure: false,
	done: null,
	...change,
});

it('what is remembered survives being saved', () => {
	const state: WatchState = {
		files: new Map([
			['/in/a "b".csv', known()],
			['/in/ü.csv', known({ done: seen, sure: true })],
			['/in/c.csv', known({ done: { size: null, at: null, precision: 'none' } })],
		]),
		unread: ['/in/closed'],
		deletions: [{ path: '/in/d.csv', read: { ...seen, precision: 'second' } }],
	};
	expect(readState(writeState(state))).toEqual(state);
});

it.each([undefined, null, 5, '', 'nonsense', Buffer.from('{}').toString('base64')])(
	'%p was not saved by the trigger',
	(text) => {
		expect(readState(text)).toBeNull();
	},
);

it('100,000 files take 3 MB at most', () => {
	const files = Array.from({ length: 100_000 }, (_, index): [string, Known] => [
		`/in/2026/orders/order-${(index * 7919) % 1_000_003}.csv`,
		known({ seen: { ...seen, at: seen.at + index * 977_000, size: (index * 31_337) % 100_000 } }),
	]);
	const text = writeState({ files: new Map(files), unread: [], deletions: [] });
	expect(text.length).toBeLessThan(3_000_000);
});
