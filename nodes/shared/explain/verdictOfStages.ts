import type { RemoteError } from '../model/RemoteError';
import type { DiagnoseStage, StageSeen } from './StageSeen';
import type { Verdict } from './verdict';
import { verdictOf, type Circumstances } from './verdictOf';

/** What came of one stage of Diagnose. */
export interface StageOutcome {
	readonly stage: DiagnoseStage;
	readonly status: 'ok' | 'warning' | 'failed' | 'skipped';
	/** Of a failed stage. */
	readonly error?: RemoteError;
	/** Of a stage that did not fail. */
	readonly seen?: StageSeen;
}

/**
 * The verdict of all stages together: that of the first failure.
 * Null when the failure says nothing about the server.
 */
export function verdictOfStages(
	outcomes: readonly StageOutcome[],
	where: Circumstances,
): Verdict | null {
	for (const { stage, status, error } of outcomes) {
		if (status === 'failed') return error ? ofFailure(stage, error, where) : 'serverSlow';
	}
	return 'ok';
}

/** The stage knows what the error does not: in `write` a refusal is about writing, whatever code it came with. */
function ofFailure(stage: DiagnoseStage, error: RemoteError, where: Circumstances): Verdict | null {
	const verdict = verdictOf(error, where);
	if (stage === 'connections') return verdict === null ? null : 'tooManyConnections';
	if (stage === 'write' && verdict === 'folderMissing') return 'readOnly';
	// No data connection was asked for yet.
	const entering = stage === 'features' || stage === 'folder';
	if (entering && error.category === 'connectionLost') return 'unreachable';
	if (stage === 'listing' && verdict === 'notFtp') return 'listingNotUnderstood';
	return verdict;
}
