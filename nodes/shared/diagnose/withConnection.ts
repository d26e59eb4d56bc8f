import { systemClock } from '../concurrency/Clock';
import { onAbort } from '../concurrency/onAbort';
import { toError } from '../explain/explain';
import { connect } from '../remote/connect';
import { unobserved, type ConnectObserver } from '../remote/ConnectObserver';
import { budgetKey, newShared } from '../remote/createPool';
import { connectionBudget, openWithSameLogin } from '../remote/pools';
import type { Session } from '../remote/Session';
import type { RemoteSettings } from '../remote/settings';

export interface OneConnection {
	readonly signal: AbortSignal;
	readonly observer?: ConnectObserver;
	/** Asks for data ports with this command from the beginning. */
	readonly passive?: 'PASV';
}

/**
 * Lends one connection outside of the pools, which counts against the login's budget, and says QUIT afterwards.
 * Waiting for the budget takes no longer than the settings' timeout.
 * @throws RemoteError; the signal's reason when that aborts
 */
export async function withConnection<R>(
	settings: RemoteSettings,
	{ signal, observer = unobserved, passive }: OneConnection,
	task: (session: Session) => Promise<R>,
): Promise<R> {
	const budget = connectionBudget();
	const key = budgetKey(settings);
	const patience = new AbortController();
	const timer = systemClock.setTimer(
		settings.timeoutMs,
		() => patience.abort(noneFree(settings)),
		'awaited',
	);
	const either = AbortSignal.any([signal, patience.signal]);
	return await budget
		.lend(key, settings.maxConnections, either, async () => {
			timer.cancel();
			let loggedIn = 0;
			const shared = newShared(settings, {
				waiting: () => 0,
				open: () => openWithSameLogin(settings) + loggedIn,
			});
			if (passive) shared.profile.passive = passive;
			const session = await connect(shared, { signal, attempt: 0, observer });
			// For those that are opened beside it.
			loggedIn = 1;
			const forget = onAbort(signal, () => session.kill(new Error('the diagnosis was ended')));
			try {
				signal.throwIfAborted();
				return await task(session);
			} catch (error) {
				throw signal.aborted ? signal.reason : error;
			} finally {
				forget();
				await session.quit();
			}
		})
		.finally(() => timer.cancel());
}

function noneFree({ host, port, timeoutMs }: RemoteSettings) {
	return toError({
		category: 'timeout',
		stage: 'connect',
		host,
		port,
		seconds: timeoutMs / 1000,
		waitingFor: 'freeConnection',
	});
}
