import type { FailedFile } from '../shared/files/asFailure';
import type { Moved } from '../shared/files/moveEntry';
import { itemError } from '../shared/n8n/errorFields';
import { entryJson, type Output } from '../shared/n8n/items';

/** What came of one file or folder. */
export type MoveOutcome = Moved | FailedFile;

/** One item for each: the entry at its new place and where it was, or what became of it instead. */
export function outputs(outcomes: readonly MoveOutcome[]): readonly Output[] {
	return outcomes.map((outcome) => {
		if ('failure' in outcome) return { json: { error: itemError(outcome.failure) } };
		if ('skipped' in outcome) return { json: { ...outcome } };
		const { entry, ...rest } = outcome;
		return { json: { ...entryJson(entry), ...rest } };
	});
}
