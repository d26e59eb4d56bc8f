import type { IExecuteFunctions } from 'n8n-workflow';

/** A node's form for tests without an engine: the same values for every item; `options.x` reads into a collection. */
export function formOf(values: Readonly<Record<string, unknown>>): IExecuteFunctions {
	const at = (name: string): unknown =>
		name
			.split('.')
			.reduce<unknown>(
				(value, part) =>
					typeof value === 'object' && value !== null
						? (value as Record<string, unknown>)[part]
						: undefined,
				values,
			);
	const form = {
		getNodeParameter: (name: string, _itemIndex: number, fallback?: unknown) =>
			at(name) ?? fallback,
		getTimezone: () => 'UTC',
	};
	return form as unknown as IExecuteFunctions;
}
