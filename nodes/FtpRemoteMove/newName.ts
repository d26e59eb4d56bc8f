import { nameProblem, printable } from '../shared/model/RemotePath';
import { invalidInput } from '../shared/n8n/invalidInput';

/**
 * The name that a person or an expression gave.
 * @throws RemoteError `invalidInput` for anything that is no single name
 */
export function newNameOf(value: unknown): string {
	if (value === null || value === undefined || (typeof value === 'string' && value.trim() === '')) {
		throw invalidInput(
			'New Name is empty',
			'Enter a name, for example "orders-done.csv". An expression that finds nothing gives an empty value: check the name of the field in it.',
		);
	}
	if (typeof value !== 'string' && typeof value !== 'number') {
		throw invalidInput(
			'New Name is not text',
			'Check the expression in this field: it gives a list, an object, or true or false.',
		);
	}
	const name = String(value);
	const problem = nameProblem(name) ?? climbs(name);
	if (problem === null) return name;
	throw invalidInput(
		`New Name ${problem}: ${printable(name)}`,
		'Enter a name without slashes and line breaks. To bring it to another folder, use the operation "Move".',
	);
}

/** Servers on Windows take a backslash for a slash. */
function climbs(name: string): string | null {
	return name.split('\\').includes('..') ? 'leads to another folder' : null;
}
