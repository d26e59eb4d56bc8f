import type { IExecuteFunctions } from 'n8n-workflow';
import { parsePath } from '../model/RemotePath';

/** Where parameters of an item can be read. */
export type Parameters = Pick<IExecuteFunctions, 'getNodeParameter'>;

/**
 * The path in the resource locator `name`, for one item.
 * @param label what the field is called on the screen
 * @throws RemoteError `invalidInput` for a value that is empty, not text, or leaves the Root Folder
 */
export function pathParameter(
	context: Parameters,
	name: string,
	label: string,
	itemIndex: number,
): string {
	return parsePath(context.getNodeParameter(name, itemIndex, '', { extractValue: true }), label);
}
