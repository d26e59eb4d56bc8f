import type { Abilities, Expected } from '../model/Endpoint';
import { precisionMs, type Entry } from '../model/Entry';

export type IfExists =
	'overwrite' | 'skip' | 'fail' | 'keepBoth' | 'overwriteIfDifferent' | 'append';

/** What is known of the file that is to be written. */
export interface NewFile {
	/** Bytes, null when unknown. */
	readonly size: number | null;
	/** ISO 8601 time that the file shall carry, null when it shall carry none of its own. */
	readonly modifiedAt: string | null;
}

/** What to do about a target. `expected` guards against somebody else who is quicker. */
export type Decision =
	| { readonly do: 'write'; readonly expected?: Expected }
	| { readonly do: 'append' }
	| { readonly do: 'skip' }
	| { readonly do: 'fail'; readonly because: 'taken' | 'folder' }
	| { readonly do: 'takeFreeName' }
	/** Only a hash can tell whether it is the same file. */
	| { readonly do: 'compareHash'; readonly algorithm: HashAlgorithm };

/** Those that both Node and servers compute, the most trusted first. */
const hashAlgorithms = ['sha256', 'sha512', 'sha1', 'md5'] as const;
export type HashAlgorithm = (typeof hashAlgorithms)[number];

/** Whether a rule depends on what is there: the others need no round trip. */
export function mustLook(rule: IfExists): boolean {
	return rule !== 'overwrite' && rule !== 'append';
}

/**
 * Decides about one target.
 * `overwriteIfDifferent` calls a file the same when the size is equal and, where the server computes hashes, the hash is;
 * without hashes when it carries the very time that the new file shall carry; and else writes it, which is never wrong.
 * @param found what is there; null for nothing, or where `mustLook` says no
 */
export function decideIfExists(
	rule: IfExists,
	found: Entry | null,
	file: NewFile,
	abilities: Pick<Abilities, 'hashes'>,
): Decision {
	if (rule === 'append') return { do: 'append' };
	if (rule === 'overwrite') return { do: 'write' };
	if (found === null) return { do: 'write', expected: 'absent' };
	if (rule === 'keepBoth') return { do: 'takeFreeName' };
	if (found.type === 'folder') return { do: 'fail', because: 'folder' };
	switch (rule) {
		case 'skip':
			return { do: 'skip' };
		case 'fail':
			return { do: 'fail', because: 'taken' };
		case 'overwriteIfDifferent':
			return whetherDifferent(found, file, abilities);
	}
}

function whetherDifferent(
	found: Entry,
	file: NewFile,
	{ hashes }: Pick<Abilities, 'hashes'>,
): Decision {
	// The size of a link is that of its text.
	if (found.type === 'link' || found.size === null || found.size !== file.size)
		return { do: 'write' };
	const algorithm = hashAlgorithms.find((name) => hashes.includes(name));
	if (algorithm !== undefined) return { do: 'compareHash', algorithm };
	return sameTime(found, file.modifiedAt) ? { do: 'skip' } : { do: 'write' };
}

function sameTime(found: Entry, modifiedAt: string | null): boolean {
	// A time to the day or minute proves nothing: the same file is often written twice a day.
	if (found.modifiedPrecision !== 'second' || found.modifiedAt === null || modifiedAt === null)
		return false;
	return Math.abs(Date.parse(found.modifiedAt) - Date.parse(modifiedAt)) < precisionMs.second;
}
