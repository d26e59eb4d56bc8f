import { systemClock } from '../concurrency/Clock';
import { withDeadline } from '../concurrency/deadline';
import type { DiagnoseStage } from '../explain/StageSeen';
import type { SuggestedSettings } from '../explain/suggestedSettings';
import type { RemoteError } from '../model/RemoteError';
import type { RunContext } from '../model/RunContext';
import type { RemoteSettings } from '../remote/settings';
import type { DiagnoseOptions } from './DiagnoseOptions';
import { tryData, type DataWay } from './tryData';
import { candidatesAfter, mayTryLogins, tryLogins } from './tryLogins';

/** What was found after a failure: other settings, PASV in place of EPSV, or nothing. */
export interface Alternative {
	/** null = looked for in vain, undefined = not looked for. */
	readonly worked: SuggestedSettings | null | undefined;
	readonly command?: 'PASV';
	/** What does not work with `worked` yet. */
	readonly remaining?: RemoteError | null;
}

/** Looks for settings that work where these failed, within one more timeout. @throws the signal's reason */
export async function findAlternative(
	settings: RemoteSettings,
	failure: { readonly stage: DiagnoseStage; readonly error: RemoteError },
	epsvFailed: boolean,
	run: RunContext,
	{ ports }: DiagnoseOptions,
): Promise<Alternative> {
	const { stage, error } = failure;
	if (mayTryLogins(stage, error)) {
		const candidates = candidatesAfter(stage, settings, ports);
		const found = await timely(settings, run, async (signal) => {
			return await tryLogins(settings, candidates, signal);
		});
		return { worked: found?.change ?? null, remaining: found?.remaining };
	}
	if (stage === 'dataChannel' && error.category === 'dataChannel') {
		if (error.data?.['how'] === 'tlsRefused') return { worked: undefined };
		const way = await timely(settings, run, async (signal) => {
			return await tryData(settings, epsvFailed, signal);
		});
		return fromData(way);
	}
	return { worked: undefined };
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
