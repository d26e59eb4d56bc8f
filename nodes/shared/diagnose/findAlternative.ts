import { systemClock } from '../concurrency/Clock';
import { withDeadline } from '../concurrency/deadline';
import type { DiagnoseStage } from '../explain/StageSeen';
import { seenOtherwise } from '../explain/seenOtherwise';
import type { SuggestedSettings } from '../explain/suggestedSettings';
import type { RemoteError } from '../model/RemoteError';
import type { RunContext } from '../model/RunContext';
import type { RemoteSettings } from '../remote/settings';
import { askSilentPort } from './askSilentPort';
import type { DiagnoseOptions } from './DiagnoseOptions';
import { tryData, type DataWay } from './tryData';
import { candidatesAfter, mayTryLogins, tryLogins, type TriedLogins } from './tryLogins';

/** What was found after a failure: other settings, PASV in place of EPSV, or nothing. */
export interface Alternative {
	/** null = looked for in vain, undefined = not looked for. */
	readonly worked: SuggestedSettings | null | undefined;
	readonly command?: 'PASV';
	/** What does not work with `worked` yet. */
	readonly remaining?: RemoteError | null;
	/** What the failure really is, where looking around has shown it. */
	readonly sharper?: RemoteError | null;
}

interface Failure {
	readonly stage: DiagnoseStage;
	readonly error: RemoteError;
}

/** Looks for settings that work where these failed, within one more timeout. @throws the signal's reason */
export async function findAlternative(
	settings: RemoteSettings,
	failure: Failure,
	epsvFailed: boolean,
	run: RunContext,
	{ ports }: DiagnoseOptions,
): Promise<Alternative> {
	const { stage, error } = failure;
	if (mayTryLogins(stage, error)) return await lookForLogin(settings, failure, run, ports);
	if (stage === 'dataChannel' && isAboutData(error)) {
		if (error.data?.['how'] === 'tlsRefused') return { worked: undefined };
		const way = await timely(settings, run, async (signal) => {
			return await tryData(settings, epsvFailed, signal);
		});
		return fromData(way);
	}
	return { worked: undefined };
}

/** Whether another way to data may help; a port that was asked for in vain is as good as one that cannot be reached. */
function isAboutData({ category, stage }: RemoteError): boolean {
	if (category === 'dataChannel') return true;
	return stage === 'passive' && (category === 'timeout' || category === 'connectionLost');
}

async function lookForLogin(
	settings: RemoteSettings,
	failure: Failure,
	run: RunContext,
	ports: DiagnoseOptions['ports'],
): Promise<Alternative> {
	const candidates = candidatesAfter(failure.stage, settings, ports);
	const tried: TriedLogins = { found: null, samePort: [] };
	await timely(settings, run, async (signal) => {
		const over = new AbortController();
		const asking = async () => {
			const either = AbortSignal.any([signal, over.signal]);
			const answer = await askSilentPort(settings, failure, either);
			if (answer !== null) tried.samePort.push(answer);
		};
		const trying = async () => {
			await tryLogins(settings, candidates, signal, tried);
			if (tried.found !== null) over.abort(new Error('a login was found'));
		};
		// With one connection only, whoever is quick comes first.
		await Promise.all([asking(), trying()]);
		return null;
	});
	const { found, samePort } = tried;
	if (found !== null) return { worked: found.change, remaining: found.remaining };
	return { worked: null, sharper: seenOtherwise(failure.error, samePort) };
}

function fromData(way: DataWay | null): Alternative {
	if (way === null) return { worked: null };
	return 'command' in way ? { worked: undefined, command: way.command } : { worked: way.change };
}

/** What `work` gives within one timeout of the settings, else null. */
async function timely<R>(
	{ timeoutMs }: RemoteSettings,
	{ signal: stop }: RunContext,
	work: (signal: AbortSignal) => Promise<R | null>,
): Promise<R | null> {
	try {
		const either = async (late: AbortSignal) => await work(AbortSignal.any([stop, late]));
		return await withDeadline(either, timeoutMs, () => new Error('time is up'), systemClock);
	} catch {
		return null;
	} finally {
		stop.throwIfAborted();
	}
}
