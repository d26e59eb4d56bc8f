import type { IDataObject, INode } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { RemoteError } from '../model/RemoteError';
import { asRemoteError, isN8nError } from './asRemoteError';
import { itemError, shownTexts } from './errorFields';

/**
 * The error that a node throws: server trouble as NodeApiError, everything on our side as NodeOperationError, errors
 * of n8n's own as they are. `context` carries the fields, since n8n keeps nothing else of an error.
 * @param itemIndex the item it is about; undefined for the whole run
 */
export function nodeError(node: INode, thrown: unknown, itemIndex?: number): Error {
	const error = asRemoteError(thrown);
	if (isN8nError(thrown)) {
		Object.assign(thrown.context, contextOf(error, itemIndex));
		return Object.assign(thrown, { message: shownTexts(error).message });
	}
	// n8n rewrites any message with ECONNREFUSED, ENOENT, EPERM and the like, even inside a path ("/deeperm"), and
	// looks for texts in a given Error. So it gets a plain object without one, and the texts are set afterwards.
	return filled(
		isOurSide(error) ? new NodeOperationError(node, {}) : apiError(node, error),
		error,
		itemIndex,
	);
}

/** The error of a list in the editor: n8n's server hands on the description of a NodeApiError only. */
export function listError(node: INode, thrown: unknown): NodeApiError {
	const error = asRemoteError(thrown);
	return filled(apiError(node, error), error, undefined);
}

function filled<E extends Error>(made: E, error: RemoteError, itemIndex: number | undefined): E {
	return Object.assign(made, shownTexts(error), {
		messages: error.ftpReply === null ? [] : [error.ftpReply],
		context: contextOf(error, itemIndex),
	});
}

function isOurSide({ category, stage }: RemoteError): boolean {
	return stage === 'local' || ['invalidInput', 'guard', 'cancelled'].includes(category);
}

function apiError(node: INode, error: RemoteError): NodeApiError {
	// Shown as "Error code" in n8n's editor.
	const httpCode = error.ftpCode === null ? null : String(error.ftpCode);
	return Object.assign(new NodeApiError(node, {}), { httpCode });
}

function contextOf(error: RemoteError, itemIndex: number | undefined): IDataObject {
	const { ftpReply, data, protocolLog } = error;
	return {
		...itemError(error),
		ftpReply,
		...(itemIndex === undefined ? {} : { itemIndex }),
		// n8n's editor shows `data`, and nothing else of the context, as "Error data".
		...(data === undefined && protocolLog === undefined
			? {}
			: { data: { ...data, ...(protocolLog && { protocolLog }) } }),
	};
}
