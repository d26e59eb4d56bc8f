import { systemClock } from '../concurrency/Clock';
import {
	effectiveSsl,
	loginAlternatives,
	type CandidatePort,
	type SuggestedSettings,
} from '../explain/suggestedSettings';
import type { DiagnoseStage } from '../explain/StageSeen';
import { isCategory, RemoteError } from '../model/RemoteError';
import { changedSettings } from '../remote/changedSettings';
import type { ConnectObserver } from '../remote/ConnectObserver';
import type { RemoteSettings } from '../remote/settings';
import { LoginGate } from './LoginGate';
import { openListing } from './openListing';
import { tryData } from './tryData';
import { withConnection } from './withConnection';

/** Settings that reached a login, and what does not work with them yet. */
export interface FoundLogin {
	readonly change: SuggestedSettings;
	readonly remaining: RemoteError | null;
}

/** How long the first candidates at the login wait for better ones, and what part of the timeout at most. */
const graceMs = 2000;
const gracePart = 3;
/** Candidates without encryption log in after all others that are there. */
const plainRank = 100;

/** Whether other settings can help, and no password was refused. */
export function mayTryLogins(stage: DiagnoseStage, error: RemoteError): boolean {
	if (stage === 'login') return error.category === 'tlsRequired';
	if (isCategory(error, 'tooManyConnections', 'auth')) return false;
	if (error.data?.['waitingFor'] === 'freeConnection') return false;
	return stage === 'connect' || stage === 'greeting' || stage === 'tls';
}

/**
 * Other ways to the login that may work, after what the failure has shown of this port: nobody answers there, or it
 * speaks plain text first, or it does not.
 */
export function candidatesAfter(
	stage: DiagnoseStage,
	settings: RemoteSettings,
	ports?: readonly CandidatePort[],
): SuggestedSettings[] {
	const beginsPlain = effectiveSsl(settings.port, settings.ssl) !== 'implicit';
	return loginAlternatives(settings, ports).filter((change) => {
		if (change.port !== undefined) return true;
		if (stage === 'connect') return false;
		if (stage === 'greeting') return beginsPlain && change.ssl === 'implicit';
		return change.ssl !== 'implicit';
	});
}

/** Tries all candidates at once. @returns the best that reached a login, null when none did before `signal` aborts */
export async function tryLogins(
	settings: RemoteSettings,
	candidates: readonly SuggestedSettings[],
	signal: AbortSignal,
): Promise<FoundLogin | null> {
	const patience = Math.min(graceMs, settings.timeoutMs / gracePart);
	const gate = new LoginGate(candidates.length, patience, systemClock);
	const over = new AbortController();
	let found: FoundLogin | null = null;
	const tries = candidates.map(async (change, index) => {
		const changed = changedSettings(settings, {
			...(change.port === undefined ? {} : { port: change.port }),
			...(change.ssl === undefined ? {} : { ssl: change.ssl }),
		});
		const turn = new Turn(gate, index);
		try {
			const either = AbortSignal.any([signal, over.signal]);
			const remaining = await withConnection(
				changed,
				{ signal: either, observer: turn },
				async (session) => await dataProblem(async () => await openListing(session)),
			);
			found = { change, remaining };
			gate.close();
			if (remaining?.category === 'dataChannel') {
				const epsvFailed = changed.mode === 'passive' && changed.passiveAddress === 'controlHost';
				const way = await tryData(changed, epsvFailed, either);
				if (way !== null)
					found = {
						change: 'change' in way ? { ...change, ...way.change } : change,
						remaining: null,
					};
			}
			over.abort(new Error('another candidate works'));
		} catch (error) {
			if (isCategory(error, 'auth')) gate.close();
		} finally {
			turn.end();
		}
	});
	await Promise.all(tries);
	gate.close();
	return found;
}

/** What keeps a listing from coming, as a value. */
async function dataProblem(run: () => ReturnType<typeof openListing>): Promise<RemoteError | null> {
	try {
		return (await run()).refusal;
	} catch (error) {
		if (error instanceof RemoteError) return error;
		throw error;
	}
}

/** One candidate on its way through the gate. */
class Turn implements ConnectObserver {
	private state: 'coming' | 'in' | 'ended' = 'coming';
	private encrypted = false;

	constructor(
		private readonly gate: LoginGate,
		private readonly rank: number,
	) {}

	saw: ConnectObserver['saw'] = ({ tls }) => {
		this.encrypted ||= tls !== undefined;
	};

	stage: ConnectObserver['stage'] = async (name, run) => {
		if (name === 'login') {
			const entering = this.gate.enter(this.rank + (this.encrypted ? 0 : plainRank));
			this.state = 'ended';
			await entering;
			this.state = 'in';
		}
		return await run();
	};

	end(): void {
		if (this.state === 'coming') this.gate.fail();
		if (this.state === 'in') this.gate.leave();
		this.state = 'ended';
	}
}
