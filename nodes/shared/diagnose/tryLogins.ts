import { systemClock } from '../concurrency/Clock';
import { toError } from '../explain/explain';
import {
	effectiveSsl,
	loginAlternatives,
	type CandidatePort,
	type SuggestedSettings,
} from '../explain/suggestedSettings';
import type { DiagnoseStage } from '../explain/StageSeen';
import { isCategory, RemoteError } from '../model/RemoteError';
import { changedSettings } from '../remote/changedSettings';
import type { RemoteSettings } from '../remote/settings';
import { LoginGate } from './LoginGate';
import { LoginTurn } from './LoginTurn';
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

/** What trying has shown so far; it stays when the time is up. */
export interface TriedLogins {
	found: FoundLogin | null;
	/** What the candidates on the same port failed of. */
	readonly samePort: RemoteError[];
}

/** Tries all candidates at once, and notes in `tried` the best that reached a login before `signal` aborts. */
export async function tryLogins(
	settings: RemoteSettings,
	candidates: readonly SuggestedSettings[],
	signal: AbortSignal,
	tried: TriedLogins,
): Promise<void> {
	const patience = Math.min(graceMs, settings.timeoutMs / gracePart);
	const gate = new LoginGate(candidates.length, patience, systemClock);
	const over = new AbortController();
	const tries = candidates.map(async (change, index) => {
		const changed = changedSettings(settings, {
			...(change.port === undefined ? {} : { port: change.port }),
			...(change.ssl === undefined ? {} : { ssl: change.ssl }),
		});
		const turn = new LoginTurn(gate, index);
		try {
			const either = AbortSignal.any([signal, over.signal]);
			const remaining = await withConnection(
				changed,
				{ signal: either, observer: turn },
				async (session) => {
					// The login alone is worth knowing, should data ports be silent until the time is up.
					tried.found = { change, remaining: noData(changed) };
					gate.close();
					return await dataProblem(async () => await openListing(session));
				},
			);
			tried.found = await withData(changed, change, remaining, either);
			over.abort(new Error('another candidate works'));
		} catch (error) {
			if (isCategory(error, 'auth')) gate.close();
			if (error instanceof RemoteError && change.port === undefined) tried.samePort.push(error);
		} finally {
			turn.end();
		}
	});
	await Promise.all(tries);
	gate.close();
}

/** A login that was found, and the way to open data connections with it where the usual one does not work. */
async function withData(
	changed: RemoteSettings,
	change: SuggestedSettings,
	remaining: RemoteError | null,
	signal: AbortSignal,
): Promise<FoundLogin> {
	if (remaining?.category !== 'dataChannel') return { change, remaining };
	const epsvFailed = changed.mode === 'passive' && changed.passiveAddress === 'controlHost';
	const way = await tryData(changed, epsvFailed, signal);
	if (way === null) return { change, remaining };
	return { change: 'change' in way ? { ...change, ...way.change } : change, remaining: null };
}

function noData({ host, port, timeoutMs, mode }: RemoteSettings): RemoteError {
	return toError({
		category: 'dataChannel',
		stage: 'data',
		how: 'silent',
		mode,
		direction: 'listing',
		path: '/',
		host,
		port,
		seconds: timeoutMs / 1000,
	});
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
