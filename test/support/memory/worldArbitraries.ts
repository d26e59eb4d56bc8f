import fc from 'fast-check';
import type { Precision } from '../../../nodes/shared/model/Entry';
import type { MemorySettings } from './MemorySettings';
import type { NameRules } from './MemoryTree';
import type { WorldSide } from './SyncWorld';

/** Something that somebody does to one side between two runs. */
export interface Edit {
	readonly side: 'local' | 'remote';
	readonly kind: 'write' | 'delete' | 'makeFolder' | 'move';
	readonly path: string;
	readonly to: string;
	/** 0 or 1: whether the content is a byte longer. */
	readonly longer: number;
	/** Milliseconds that pass before it. */
	readonly pause: number;
}

/** Few names, so that they meet; those with a twin in case or form only where the test wants it. */
const plainNames = ['a', 'b', 'c.txt', 'sub', 'deep'];
const oddNames = [...plainNames, 'A', 'Sub', '\u00e4', 'a\u0308', '\u00c4'];

const pathOf = (names: readonly string[]) =>
	fc
		.array(fc.constantFrom(...names), { minLength: 1, maxLength: 3 })
		.map((parts) => `/${parts.join('/')}`);

export function edits(names: 'plain' | 'odd', maxLength = 8): fc.Arbitrary<readonly Edit[]> {
	const path = pathOf(names === 'plain' ? plainNames : oddNames);
	return fc.array(
		fc.record({
			side: fc.constantFrom('local' as const, 'remote' as const),
			kind: fc.constantFrom(
				...(['write', 'write', 'write', 'delete', 'makeFolder', 'move'] as const),
			),
			path,
			to: path,
			longer: fc.constantFrom(0, 0, 1),
			// Not as long as a clock is ahead: an edit at the very time that a file carries from there cannot be seen.
			pause: fc.constantFrom(0, 0, 300, 700, 1_000, 61_000, 3_500_000, 90_000_000),
		}),
		{ maxLength },
	);
}

const settings: fc.Arbitrary<Partial<MemorySettings>> = fc
	.record({
		listedPrecision: fc.constantFrom<Precision>('second', 'minute', 'day', 'none'),
		exactModified: fc.boolean(),
		findTellsTime: fc.boolean(),
		keepsModified: fc.boolean(),
		renamesOver: fc.boolean(),
		hashes: fc.constantFrom<readonly string[]>([], ['sha256'], ['md5']),
		clockOffsetMs: fc.constantFrom(0, 3_600_000, -90_500),
	})
	// A side that lists seconds needs no second way to tell them; one that tells no times at all shows no edit of equal size.
	.map((one) => ({
		...one,
		exactModified: one.exactModified || ['second', 'none'].includes(one.listedPrecision),
		findTellsTime: one.findTellsTime || one.listedPrecision === 'none',
	}));

const nameRules: fc.Arbitrary<Partial<NameRules>> = fc.constantFrom(
	{},
	{ foldsCase: true },
	{ foldsUnicode: true, stores: 'NFD' as const },
	{ foldsCase: true, foldsUnicode: true },
);

/** Every kind of server across from a disk. */
export function remoteSides(names: 'plain' | 'odd'): fc.Arbitrary<WorldSide> {
	const rules = names === 'plain' ? fc.constant({}) : nameRules;
	return fc.record({ settings, names: rules });
}

export function localSides(names: 'plain' | 'odd'): fc.Arbitrary<WorldSide> {
	return names === 'plain' ? fc.constant({}) : nameRules.map((rules) => ({ names: rules }));
}
