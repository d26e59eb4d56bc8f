import type { INodeExecutionData } from 'n8n-workflow';
import { itemError } from '../shared/n8n/errorFields';
import { entryJson, type Output } from '../shared/n8n/items';
import type { UploadOptions } from './optionsField';
import type { UploadOutcome } from './upload';

/** What came of one input item. */
export interface UploadResult {
	readonly outcomes: readonly UploadOutcome[];
	readonly options: UploadOptions;
}

/** One item a file, with what is to be handed on of the input item. */
export function outputs(
	{ outcomes, options }: UploadResult,
	input: INodeExecutionData | undefined,
): readonly Output[] {
	const json = options.includeInputFields ? { input: input?.json ?? {} } : {};
	const binary = options.keepBinary ? input?.binary : undefined;
	return outcomes.map((outcome) => {
		if ('failure' in outcome) return { json: { error: itemError(outcome.failure) } };
		if ('skipped' in outcome)
			return { json: { path: outcome.path, skipped: true, ...json }, binary };
		return { json: { ...entryJson(outcome.entry), ...outcome.receipt, ...json }, binary };
	});
}
