import { invalidInput } from './invalidInput';

/**
 * Readers for the values of one form, by field name. n8n hands over nothing for a hidden field, not even its default,
 * and whatever an expression gave for the others.
 */
export type FieldValues = Readonly<Record<string, unknown>>;

/** A field by its name in the data and on the screen. */
export interface Field {
	readonly name: string;
	readonly label: string;
}

/** CR, LF and NUL would end an FTP command (RFC 959 section 5.3.1). */
const controlCharacter = /[\r\n\0]/;

/** Text as it was typed; numbers and booleans become text, a missing value is empty. */
export function readText(values: FieldValues, { name, label }: Field): string {
	const value = values[name];
	if (value === undefined || value === null) return '';
	if (typeof value === 'string') return value;
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	throw invalidInput(
		`${label} is not text`,
		'Check the expression in this field: it gives a list or an object.',
	);
}

/** Text of one line, for fields that travel in an FTP command. The value is never in the message: it may be a secret. */
export function readLine(values: FieldValues, field: Field): string {
	const text = readText(values, field);
	if (controlCharacter.test(text)) {
		throw invalidInput(
			`${field.label} contains a line break or NUL`,
			'FTP cannot carry such a value. Enter it again; copying often adds a line break at the end.',
		);
	}
	return text;
}

interface NumberRule {
	readonly default: number;
	readonly min: number;
	readonly max: number;
	readonly whole?: boolean;
	/** Set where `min` itself is too little. */
	readonly above?: boolean;
}

/** A number, also one that arrives as text; an empty field is the default. */
export function readNumber(values: FieldValues, field: Field, rule: NumberRule): number {
	const text = readText(values, field).trim();
	if (text === '') return rule.default;
	const number = Number(text);
	const tooSmall = rule.above === true ? number <= rule.min : number < rule.min;
	if (Number.isNaN(number) || tooSmall || number > rule.max) {
		const range = `${rule.above === true ? 'above' : 'from'} ${rule.min} to ${rule.max}`;
		throw invalidInput(
			`${field.label} is "${text}"`,
			`Enter a number ${range}, like ${rule.default}.`,
		);
	}
	if (rule.whole === true && !Number.isInteger(number)) {
		throw invalidInput(
			`${field.label} is "${text}"`,
			`Enter a number without a fraction, like ${rule.default}.`,
		);
	}
	return number;
}

/** Seconds with fractions, as whole milliseconds, at most a day. */
export function readSeconds(
	values: FieldValues,
	field: Field,
	rule: { readonly default: number; readonly above?: boolean },
): number {
	const seconds = readNumber(values, field, { ...rule, min: 0, max: 86_400 });
	return seconds === 0 ? 0 : Math.max(1, Math.round(seconds * 1000));
}

/** One of the given values, the first when the field is empty. */
export function readChoice<T extends string>(
	values: FieldValues,
	field: Field,
	choices: readonly [T, ...T[]],
): T {
	const text = readText(values, field).trim();
	if (text === '') return choices[0];
	const found = choices.find((choice) => choice === text);
	if (found === undefined) {
		throw invalidInput(
			`${field.label} is "${text}", which it cannot be`,
			`Choose one of the options, or let the expression give one of: ${choices.join(', ')}.`,
		);
	}
	return found;
}

/** True for the boolean and for its text; a missing value is false. */
export function readSwitch(values: FieldValues, { name, label }: Field): boolean {
	const value = values[name];
	if (value === true || value === 'true') return true;
	if (value === false || value === 'false' || (value ?? '') === '') return false;
	throw invalidInput(
		`${label} is neither true nor false`,
		'Check the expression in this field: it must give true or false.',
	);
}

/**
 * A switch that keeps from harm. One that was added counts: an expression that finds nothing must not turn it off.
 * @throws RemoteError `invalidInput`
 */
export function readSafeguard(values: FieldValues, field: Field): boolean {
	if (!(field.name in values) || (values[field.name] ?? '') !== '') {
		return readSwitch(values, field);
	}
	throw invalidInput(
		`${field.label} is neither true nor false`,
		'The expression in this field finds nothing: check the name of the field in it.',
	);
}
