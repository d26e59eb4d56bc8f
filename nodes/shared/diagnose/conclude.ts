import { diagnoseStages, type DiagnoseStage } from '../explain/StageSeen';
import { toError } from '../explain/explain';
import type { SuggestedSettings } from '../explain/suggestedSettings';
import { explainVerdict, type Verdict } from '../explain/verdict';
import { verdictOfStages } from '../explain/verdictOfStages';
import type { RemoteError } from '../model/RemoteError';
import { poolOf } from '../remote/pools';
import type { RemoteSettings } from '../remote/settings';
import type { DiagnoseOptions } from './DiagnoseOptions';
import type { Diagnosis, StageReport } from './Diagnosis';
import type { Alternative } from './findAlternative';
import type { StageRecorder } from './StageRecorder';
import type { Visited } from './visit';
import { withoutSecrets } from './withoutSecrets';

/** Puts what was recorded into one verdict and its words. @throws RemoteError of a failure that says nothing about the server */
export function conclude(
	settings: RemoteSettings,
	recorder: StageRecorder,
	options: DiagnoseOptions,
	{ worked, remaining }: Alternative,
	{ facts }: Visited,
	durationMs: number,
): Diagnosis {
	const { failure } = recorder;
	const { ssl, port } = settings;
	const verdict = verdictOfStages(recorder.outcomes(), { ssl, port, worked });
	if (verdict === null) throw failure?.error ?? new Error('No verdict without a failure');
	const stages = recorder.reports(stagesOf(options));
	const suggestedSettings = worked ?? fewerConnections(recorder);
	const words = explainVerdict(
		verdict,
		sharpened(verdict, failure?.error, settings, worked),
		worked,
	);
	const hint = [words.hint, remaining ? notYet(remaining) : '', ...remarks(verdict, stages)];
	const protocolLog = options.protocolLog ? (facts.protocol?.last() ?? []) : undefined;
	const pool = poolOf(settings).pool.stats;
	const texts = { explanation: words.explanation, hint: hint.filter(Boolean).join(' ') };
	const last = verdictReport(verdict, texts, stages, {
		durationMs,
		suggestedSettings,
		protocolLog,
		pool,
	});
	const plain = {
		verdict,
		...texts,
		suggestedSettings,
		stages: [...stages, last],
		facts: recorder.facts,
		pool,
		protocolLog,
	};
	return { ...withoutSecrets(plain, settings), error: safeError(failure?.error, settings) };
}

/** Silence is all that the failure saw; what worked instead has proven its reason. */
function sharpened(
	verdict: Verdict,
	error: RemoteError | undefined,
	{ host, port }: RemoteSettings,
	worked: SuggestedSettings | null | undefined,
): RemoteError | undefined {
	if (verdict !== 'implicitExpected' || worked?.ssl !== 'implicit') return error;
	return toError({ category: 'tlsHandshake', stage: 'tls', how: 'implicitExpected', host, port });
}

function stagesOf({ writeProbe, countConnections }: DiagnoseOptions): DiagnoseStage[] {
	return diagnoseStages.filter((stage) => {
		if (stage === 'write') return writeProbe;
		return stage === 'connections' ? countConnections : stage !== 'verdict';
	});
}

function verdictReport(
	verdict: Verdict,
	{ explanation, hint }: { explanation: string; hint: string },
	stages: readonly StageReport[],
	more: {
		readonly durationMs: number;
		readonly suggestedSettings: SuggestedSettings | null;
		readonly protocolLog: readonly string[] | undefined;
		readonly pool: Diagnosis['pool'];
	},
): StageReport {
	const warned = stages.some(({ status }) => status === 'warning');
	const { durationMs, suggestedSettings, pool, protocolLog } = more;
	return {
		stage: 'verdict',
		status: verdict !== 'ok' ? 'failed' : warned ? 'warning' : 'ok',
		durationMs,
		detail: explanation,
		hint,
		data: {
			verdict,
			explanation,
			suggestedSettings,
			pool,
			...(protocolLog ? { protocolLog } : {}),
		},
	};
}

/** What else is worth knowing when all works. */
function remarks(verdict: Verdict, stages: readonly StageReport[]): string[] {
	if (verdict !== 'ok') return [];
	return stages.filter(({ status }) => status === 'warning').map(({ hint }) => hint);
}

function notYet({ message, description }: RemoteError): string {
	return `With these settings the login works, but not everything yet: ${message}. ${description}`;
}

function fewerConnections(recorder: StageRecorder): SuggestedSettings | null {
	const seen = recorder.outcomes().find(({ stage }) => stage === 'connections')?.seen;
	return seen?.stage === 'connections' && seen.reached < seen.asked
		? { maxConnections: seen.reached }
		: null;
}

function safeError(error: RemoteError | undefined, settings: RemoteSettings): RemoteError | null {
	if (!error) return null;
	const { message, description, ftpReply, data } = error;
	return error.with({
		...withoutSecrets({ message, description, ftpReply, data }, settings),
		cause: undefined,
	});
}
