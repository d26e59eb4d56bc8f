import type { Pair } from './Pair';
import { bothSides, type Both, type Side } from './Side';

/** What a plan leaves of a path on each side; what is in a folder decides about the folder. */
export interface Fate {
	/** Something is there afterwards. */
	readonly stays: Both<boolean>;
	/** Something is put there, so that the folder above it must exist. */
	readonly needs: Both<boolean>;
}

const neither: Both<boolean> = { local: false, remote: false };
const both: Both<boolean> = { local: true, remote: true };

/** Left alone on both sides, whatever may be there. */
export const untouched: Fate = { stays: both, needs: neither };
export const gone: Fate = { stays: neither, needs: neither };
/** There on both sides afterwards, put there on these. */
export function onBoth(...needs: readonly Side[]): Fate {
	return {
		stays: both,
		needs: { local: needs.includes('local'), remote: needs.includes('remote') },
	};
}

/** What was seen stays as it is. */
export function asSeen(pair: Pair): Fate {
	return { stays: { local: pair.local !== null, remote: pair.remote !== null }, needs: neither };
}

/** All of it together. */
export function together(fates: readonly Fate[], mayHold: readonly Side[]): Fate {
	const some = (which: keyof Fate, side: Side) => fates.some((fate) => fate[which][side]);
	const [stays, needs] = [{ ...neither }, { ...neither }];
	for (const side of bothSides) {
		stays[side] = mayHold.includes(side) || some('stays', side);
		needs[side] = some('needs', side);
	}
	return { stays, needs };
}
