/** Reads the "flatted" form in which n8n stores execution data: an array whose strings are indexes into itself. */
export function unflatten(text: string): unknown {
	const pool = JSON.parse(text) as unknown[];
	const made = new Map<number, unknown>();
	const at = (index: number): unknown => {
		const value = pool[index];
		if (value === null || typeof value !== 'object') return value;
		const known = made.get(index);
		if (known !== undefined) return known;
		const result: unknown[] | Record<string, unknown> = Array.isArray(value) ? [] : {};
		made.set(index, result);
		for (const [key, part] of Object.entries(value)) {
			const resolved = typeof part === 'string' ? at(Number(part)) : part;
			Object.assign(result, { [key]: resolved });
		}
		return result;
	};
	return at(0);
}
