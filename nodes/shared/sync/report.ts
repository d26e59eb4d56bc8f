import { rate } from '../model/Receipt';
import type { RemoteError } from '../model/RemoteError';
import type { Entry } from '../model/Entry';
import { isTransfer, type Change } from './Change';
import type { Outcome } from './Outcome';
import { across } from './Side';
import type { Problem, SeenEntry, SyncItem, SyncReport, SyncSummary } from './SyncReport';
import { absolute } from './SyncSide';

/** What all items of a run have in common. */
export interface ReportFrame {
	readonly remoteFolder: string;
	readonly pairId: string;
	readonly planId: string;
	readonly unchanged: number;
	readonly durationMs: number;
	readonly notes: readonly string[];
}

/** Puts what became of a plan into the words of the output. */
export function report(outcomes: readonly Outcome[], frame: ReportFrame): SyncReport {
	return {
		items: outcomes.map((outcome) => itemOf(outcome, frame)),
		summary: summarize(outcomes, frame),
		failure: outcomes.find(({ status }) => status === 'failed')?.problem ?? null,
	};
}

/** One outcome as it is put out. */
export function itemOf(
	outcome: Outcome,
	{ remoteFolder, pairId, planId }: Pick<ReportFrame, 'remoteFolder' | 'pairId' | 'planId'>,
): SyncItem {
	const { change, reason, status, sha256, attempts, problem } = outcome;
	const { action, side, paths, local, remote, blockedBy } = change;
	return {
		action,
		side,
		path: absolute(remoteFolder, paths[side ?? 'remote']),
		reason,
		status,
		local: seenOf(local),
		remote: seenOf(remote),
		bytes: bytesOf(outcome),
		sha256,
		attempts,
		planId,
		pairId,
		...(problem ? { problem: problemOf(problem) } : {}),
		...(blockedBy ? { blockedBy } : {}),
	};
}

function summarize(outcomes: readonly Outcome[], frame: ReportFrame): SyncSummary {
	const carried = outcomes.filter(({ status }) => status === 'done' || status === 'planned');
	const of = (action: Change['action']) => carried.filter(({ change }) => change.action === action);
	const bytes = (all: readonly Outcome[]) => all.reduce((sum, one) => sum + bytesOf(one), 0);
	const [uploads, downloads] = [of('upload'), of('download')];
	const [bytesUploaded, bytesDownloaded] = [bytes(uploads), bytes(downloads)];
	const conflict = ({ change }: Outcome) => change.action === 'conflict';
	const { unchanged, durationMs, notes } = frame;
	return {
		uploaded: uploads.length,
		downloaded: downloads.length,
		deleted: of('deleteFile').length,
		conflicts: outcomes.filter(conflict).length,
		skipped: outcomes.filter((one) => one.status === 'skipped' && !conflict(one)).length,
		failed: outcomes.filter(({ status }) => status === 'failed').length,
		unchanged,
		bytesUploaded,
		bytesDownloaded,
		durationMs,
		bytesPerSecond: rate(bytesUploaded + bytesDownloaded, durationMs),
		notes,
	};
}

/** What was transferred; of a planned transfer what would be. */
function bytesOf({ change, status, bytes }: Outcome): number {
	if (status !== 'planned' || change.side === null || !isTransfer(change)) return bytes;
	return change[across(change.side)]?.size ?? 0;
}

function seenOf(entry: Entry | null): SeenEntry | null {
	if (entry === null) return null;
	const { path, type, size, modifiedAt, modifiedPrecision } = entry;
	return { path, type, size, modifiedAt, modifiedPrecision };
}

function problemOf(error: RemoteError): Problem {
	const { message, description, category, retryable, ftpCode, ftpReply, stage, path, attempts } =
		error;
	return { message, description, category, retryable, ftpCode, ftpReply, stage, path, attempts };
}
