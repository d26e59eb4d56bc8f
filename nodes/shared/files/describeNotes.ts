import type { ListingNote } from '../model/Listing';
import type { Tree } from '../model/Tree';

const quoted = 3;

const sentences: Record<ListingNote['kind'], (count: number) => string> = {
	unknownLine: (n) => `${count(n, 'line')} of folder listings ${was(n)} not understood`,
	unsafeName: (n) => `${count(n, 'name')} cannot be part of a path`,
	duplicateName: (n) =>
		`${count(n, 'name')} came twice in a listing, and the second ${was(n)} left out`,
	unconfirmed: (n) => `${count(n, 'folder')} looked different when read again`,
	doubtfulEmpty: (n) =>
		`${count(n, 'folder')} showed nothing, and whether the account may read ${n === 1 ? 'it' : 'them'} is not certain`,
};

/** Sentences for the output panel about everything of a walk that is no entry; none when all was understood. */
export function describeNotes(tree: Pick<Tree, 'incomplete' | 'notes'>): string[] {
	const texts: string[] = [];
	for (const kind of [
		'unknownLine',
		'unsafeName',
		'duplicateName',
		'unconfirmed',
		'doubtfulEmpty',
	] as const) {
		const notes = tree.notes.filter((note) => note.kind === kind);
		if (notes.length === 0) continue;
		const examples = notes.slice(0, quoted).map(({ folder, text }) => `"${text}" in ${folder}`);
		texts.push(`${sentences[kind](notes.length)}: ${examples.join(', ')}${more(notes.length)}`);
	}
	// What a note has told already is not told again.
	const noted = new Set(tree.notes.map(({ folder }) => folder));
	const silent = [...tree.incomplete].filter(([folder]) => !noted.has(folder));
	if (silent.length > 0) {
		const examples = silent.slice(0, quoted).map(([folder, reason]) => `${folder} (${reason})`);
		texts.push(
			`${count(silent.length, 'folder')} ${was(silent.length)} not wholly read: ${examples.join(', ')}${more(silent.length)}`,
		);
	}
	return texts;
}

function count(number: number, noun: string): string {
	return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function was(number: number): string {
	return number === 1 ? 'was' : 'were';
}

function more(number: number): string {
	return number > quoted ? ` and ${number - quoted} more` : '';
}
