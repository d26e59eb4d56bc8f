import type { Entry } from '../model/Entry';
import type { Both, Side } from './Side';

/** Two entries, or an entry and its lack, that are one path; the names may differ. */
export interface Couple {
	readonly names: Both<string>;
	readonly local: Entry | null;
	readonly remote: Entry | null;
	/** The other side cannot hold it beside something that folds alike. */
	readonly collides: boolean;
}

export function couple(local: Entry, remote: Entry): Couple {
	return { names: { local: local.name, remote: remote.name }, local, remote, collides: false };
}

/** An entry that stands on one side only, and the name that it would have across. */
export function alone(
	side: Side,
	entry: Entry,
	nameAcross: string,
	there: Entry | null = null,
): Couple {
	return side === 'local'
		? {
				names: { local: entry.name, remote: nameAcross },
				local: entry,
				remote: there,
				collides: false,
			}
		: {
				names: { local: nameAcross, remote: entry.name },
				local: there,
				remote: entry,
				collides: false,
			};
}

export function collision(side: Side, entry: Entry): Couple {
	return { ...alone(side, entry, entry.name), collides: true };
}
