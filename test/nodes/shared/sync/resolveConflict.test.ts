import type { Entry } from '../../../../nodes/shared/model/Entry';
import { resolveConflict, type Resolution } from '../../../../nodes/shared/sync/resolveConflict';
import type { ConflictRule } from '../../../../nodes/shared/sync/SyncOptions';

type Seen = Pick<Entry, 'size' | 'modifiedAt' | 'modifiedPrecision'>;
const noon = Date.parse('2026-01-31T12:00:00Z');

function seen(
	secondsAfterNoon: number | null,
	size: number | null = 1,
	modifiedPrecision: Entry['modifiedPrecision'] = 'second',
): Seen {
	const at = secondsAfterNoon === null ? null : new Date(noon + secondsAfterNoon * 1000);
	return { size, modifiedAt: at?.toISOString() ?? null, modifiedPrecision };
}

const entry = (facts: Seen): Entry => ({
	...{ name: 'a', path: '/a', folder: '/', type: 'file', linkTarget: null },
	...{ permissions: null, owner: null, group: null },
	...facts,
});

const word = (resolution: Resolution): string =>
	resolution.kind === 'winner'
		? `${resolution.side} wins`
		: resolution.kind === 'keepBoth'
			? `${resolution.aside} steps aside`
			: 'left alone';

it.each<[ConflictRule, string, Seen, Seen, number, string]>([
	['local', 'whatever they are', seen(0, 1), seen(9, 9), 0, 'local wins'],
	['remote', 'whatever they are', seen(9, 9), seen(0, 1), 0, 'remote wins'],
	['skip', 'whatever they are', seen(0), seen(9), 0, 'left alone'],
	['larger', 'of two sizes', seen(0, 1), seen(9, 2), 0, 'remote wins'],
	['larger', 'of two sizes', seen(0, 3), seen(9, 2), 0, 'local wins'],
	['larger', 'of one size', seen(0, 2), seen(9, 2), 0, 'local steps aside'],
	['larger', 'of an unknown size', seen(0, null), seen(9, 2), 0, 'local steps aside'],
	['larger', 'of an unknown size across', seen(9, 5), seen(0, null), 0, 'remote steps aside'],
	['newer', 'clearly apart', seen(60), seen(0), 0, 'local wins'],
	['newer', 'clearly apart', seen(0), seen(60), 0, 'remote wins'],
	['newer', 'three seconds apart', seen(3), seen(0), 0, 'remote steps aside'],
	['newer', 'just more apart', seen(3.001), seen(0), 0, 'local wins'],
	[
		'newer',
		'a minute apart that is not over',
		seen(62),
		seen(0, 1, 'minute'),
		0,
		'remote steps aside',
	],
	['newer', 'more than a minute apart', seen(63), seen(0, 1, 'minute'), 0, 'local wins'],
	['newer', 'within a day', seen(80_000), seen(0, 1, 'day'), 0, 'remote steps aside'],
	['newer', 'of an unknown time', seen(60), seen(null, 1, 'none'), 0, 'remote steps aside'],
	['newer', 'of an unknown time here', seen(null, 1, 'none'), seen(60), 0, 'remote steps aside'],
	['newer', 'apart by the clock only', seen(0), seen(60), 60, 'remote steps aside'],
	['newer', 'the other way round by the clock', seen(0), seen(60), 120, 'local wins'],
	['keepBoth', 'the older local', seen(0), seen(60), 0, 'local steps aside'],
	['keepBoth', 'the older remote', seen(60), seen(0), 0, 'remote steps aside'],
	['keepBoth', 'the older by one clock', seen(0), seen(60), 120, 'remote steps aside'],
])('%s, two files %s', (rule, _title, local, remote, remoteAheadSeconds, expected) => {
	const files = { local: entry(local), remote: entry(remote) };
	const offsets = { local: 0, remote: remoteAheadSeconds * 1000 };
	expect(word(resolveConflict(rule, files, offsets))).toBe(expected);
});
