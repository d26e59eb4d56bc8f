/** Which differences between names a file system does not see. */
export interface Folding {
	/** Upper and lower case. */
	readonly case: boolean;
	/** Composed and decomposed letters (Unicode NFC and NFD). */
	readonly form: boolean;
}

export const foldsNothing: Folding = { case: false, form: false };
export const foldsAll: Folding = { case: true, form: true };

/** Either side folds. */
export function eitherFolds(one: Folding, other: Folding): Folding {
	return { case: one.case || other.case, form: one.form || other.form };
}

const plain = /^[\x00-\x7f]*$/;

/** A text that is the same for names which a file system of that kind holds to be one. */
export function foldName(name: string, folding: Folding): string {
	if (plain.test(name)) return folding.case ? name.toLowerCase() : name;
	const form = folding.form ? name.normalize('NFC') : name;
	return folding.case ? foldLetters(form) : form;
}

/**
 * File systems fold letter by letter: `ß` stays apart from `ss`, and `ς` is `σ`, so neither `toUpperCase` nor
 * `toLowerCase` of the whole name will do.
 */
function foldLetters(name: string): string {
	let folded = '';
	for (const letter of name) {
		const upper = letter.toUpperCase();
		folded += (upper.length === letter.length ? upper : letter).toLowerCase();
	}
	return folded;
}

/** The name in the other case, or null where it has no letters A to Z: others change their length (`ß`). */
export function inOtherCase(name: string): string | null {
	const upper = name.replace(/[a-z]/g, (letter) => letter.toUpperCase());
	const other = upper === name ? name.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) : upper;
	return other === name ? null : other;
}

/** The name in the other Unicode form, or null where both are the same. */
export function inOtherForm(name: string): string | null {
	const composed = name.normalize('NFC');
	const other = composed === name ? name.normalize('NFD') : composed;
	return other === name ? null : other;
}
