import type { FieldValues } from './fieldValues';
import type { Parameters } from './pathParameter';

/** Plain fields of one item by their names, for the readers of `fieldValues`; a hidden one is empty. */
export function parameterValues(
	context: Parameters,
	names: readonly string[],
	itemIndex: number,
): FieldValues {
	return Object.fromEntries(
		names.map((name) => [name, context.getNodeParameter(name, itemIndex, '')]),
	);
}

/** What of the collection `name` was added, for one item. */
export function collectionValues(
	context: Parameters,
	name: string,
	itemIndex: number,
): FieldValues {
	const value: unknown = context.getNodeParameter(name, itemIndex, {});
	return typeof value === 'object' && value !== null ? { ...value } : {};
}
