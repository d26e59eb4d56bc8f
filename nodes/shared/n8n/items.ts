import type { IBinaryKeyData, IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Entry } from '../model/Entry';
import type { RemoteError } from '../model/RemoteError';
import { itemError } from './errorFields';

/** What a node has to say for one of its output items; where it came from is added by the item loop. */
export interface Output {
	readonly json: IDataObject;
	readonly binary?: IBinaryKeyData;
}

/** An output item that n8n can trace back to input item `itemIndex`. */
export function outputItem(output: Output, itemIndex: number): INodeExecutionData {
	return output.binary === undefined
		? { json: output.json, pairedItem: { item: itemIndex } }
		: { json: output.json, binary: output.binary, pairedItem: { item: itemIndex } };
}

/**
 * What *Continue On Fail* puts out for a failed item: the key `error` alone. n8n sends to the error output what has
 * no other key, and would replace the object by its message if the item itself had an `error`.
 */
export function failedItem(error: RemoteError, itemIndex: number): INodeExecutionData {
	return { json: { error: itemError(error) }, pairedItem: { item: itemIndex } };
}

/** An entry as the json of an item. */
export function entryJson(entry: Entry): IDataObject {
	return { ...entry };
}

/** An entry with only what most workflows need (*Simplify*). */
export function simpleEntryJson(entry: Entry): IDataObject {
	const { name, path, type, size, modifiedAt } = entry;
	return { name, path, type, size, modifiedAt };
}
