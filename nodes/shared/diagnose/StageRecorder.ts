import { describeStage } from '../explain/describeStage';
import { judgeStage, skippedHint } from '../explain/judgeStage';
import { diagnoseStages, type DiagnoseStage, type StageSeen } from '../explain/StageSeen';
import { sentence } from '../explain/verdict';
import type { StageOutcome } from '../explain/verdictOfStages';
import { RemoteError } from '../model/RemoteError';
import type { ConnectionFacts, StageReport } from './Diagnosis';
import { factsOf } from './factsOf';

/** What a stage that did not fail has found. */
export interface Passed {
	readonly seen: StageSeen;
	/** Part of the whole picture. */
	readonly facts?: Partial<ConnectionFacts>;
	/** For programs, beside the facts. */
	readonly more?: Readonly<Record<string, unknown>>;
	/** Takes the place of the usual judgement. */
	readonly warning?: string;
	/** Where what was seen is a failure all the same: the stage came to its end, and the facts count. */
	readonly error?: RemoteError;
}

type Mark = Omit<StageReport, 'durationMs' | 'stage'> & Pick<StageOutcome, 'seen' | 'error'>;

/** Times stages and remembers what came of each. */
export class StageRecorder {
	private readonly marks = new Map<DiagnoseStage, Mark>();
	private readonly times = new Map<DiagnoseStage, number>();
	private known: Partial<ConnectionFacts> = {};

	/** What all stages together have shown. */
	get facts(): ConnectionFacts {
		return factsOf(this.known);
	}

	/** The first failure in the order of the stages. */
	get failure(): { readonly stage: DiagnoseStage; readonly error: RemoteError } | null {
		for (const { stage, error } of this.outcomes()) if (error) return { stage, error };
		return null;
	}

	/** Runs a part of a stage and adds to its duration, however it ends. */
	async time<R>(stage: DiagnoseStage, run: () => Promise<R>): Promise<R> {
		const began = performance.now();
		try {
			return await run();
		} finally {
			this.times.set(stage, (this.times.get(stage) ?? 0) + performance.now() - began);
		}
	}

	/** Milliseconds that a stage has taken so far. */
	durationOf(stage: DiagnoseStage): number {
		return Math.round(this.times.get(stage) ?? 0);
	}

	/** Runs a whole stage. Undefined when it failed, which is recorded. @throws whatever is no RemoteError */
	async check<P extends Passed>(
		stage: DiagnoseStage,
		run: () => Promise<P>,
	): Promise<P | undefined> {
		try {
			const passed = await this.time(stage, run);
			this.passed(passed);
			return passed;
		} catch (error) {
			if (!(error instanceof RemoteError)) throw error;
			this.failed(stage, error);
			return undefined;
		}
	}

	passed({ seen, facts = {}, more = {}, warning, error }: Passed): void {
		if (error) return this.failed(seen.stage, error, facts, more);
		this.know(facts);
		const judged = warning ? ({ status: 'warning', hint: warning } as const) : judgeStage(seen);
		const data = { ...facts, ...more };
		this.marks.set(seen.stage, { ...judged, detail: describeStage(seen), data, seen });
	}

	failed(
		stage: DiagnoseStage,
		error: RemoteError,
		facts: Partial<ConnectionFacts> = {},
		more: Passed['more'] = {},
	): void {
		this.know(facts);
		const { category, ftpCode, ftpReply, message, description } = error;
		const data = { category, ftpCode, ftpReply, ...error.data, ...facts, ...more };
		this.marks.set(stage, {
			status: 'failed',
			detail: sentence(message),
			hint: description,
			data,
			error,
		});
	}

	/** For a stage that has nothing to look at. */
	needless(stage: DiagnoseStage, why: string): void {
		this.marks.set(stage, { status: 'skipped', detail: why, hint: '', data: {} });
	}

	/** Forgets what came of a stage, since it is going to be looked at again. */
	forget(stage: DiagnoseStage): void {
		this.marks.delete(stage);
	}

	outcomes(): StageOutcome[] {
		return diagnoseStages.flatMap((stage): StageOutcome[] => {
			const mark = this.marks.get(stage);
			if (!mark) return [];
			const { status, seen, error } = mark;
			return [{ stage, status, seen, error }];
		});
	}

	/** One report for each of `stages`. */
	reports(stages: readonly DiagnoseStage[]): StageReport[] {
		return stages.map((stage) => {
			const mark = this.marks.get(stage);
			const durationMs = this.durationOf(stage);
			if (!mark)
				return {
					stage,
					status: 'skipped',
					durationMs,
					detail: 'Not tested.',
					hint: skippedHint,
					data: {},
				};
			const { status, detail, hint, data } = mark;
			return { stage, status, durationMs, detail, hint, data };
		});
	}

	private know(facts: Partial<ConnectionFacts>): void {
		this.known = { ...this.known, ...facts };
	}
}
