import type { IDataObject } from 'n8n-workflow';
import { stopMessage, withoutStopWord } from '../explain/stopWord';
import type { RemoteError } from '../model/RemoteError';

/** What an item under *Continue On Fail* tells of its failure, and n8n's error output hands on. */
export interface ItemError extends IDataObject {
	readonly message: string;
	readonly description: string;
	readonly category: string;
	readonly retryable: boolean;
	readonly ftpCode: number | null;
	readonly stage: string;
	readonly path: string | null;
	readonly attempts: number;
}

/** The eight fields, in words that n8n cannot take for a stopped execution. */
export function itemError(error: RemoteError): ItemError {
	const { category, retryable, ftpCode, stage, path, attempts } = error;
	return { ...shownTexts(error), category, retryable, ftpCode, stage, path, attempts };
}

/** Message and description as a person sees them. */
export function shownTexts(error: RemoteError): { message: string; description: string } {
	const { message, description, path } = error;
	return error.category === 'cancelled'
		? { message: stopMessage, description }
		: withoutStopWord({ message, description }, [path]);
}
