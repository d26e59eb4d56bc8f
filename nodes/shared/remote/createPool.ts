import { systemClock } from '../concurrency/Clock';
import type { ConnectionBudget } from '../concurrency/ConnectionBudget';
import { Pool } from '../concurrency/Pool';
import type { CreateFailure } from '../concurrency/PoolOptions';
import { RemoteError } from '../model/RemoteError';
import { connect } from './connect';
import { unobserved, type ConnectFacts } from './ConnectObserver';
import type { ProtocolLog } from './ProtocolLog';
import type { RemotePool } from './Remote';
import { newProfile, relearn } from './ServerProfile';
import type { Session, Shared } from './Session';
import type { RemoteSettings } from './settings';
import { tlsParameters } from './tlsParameters';
import { settingsError } from './settingsError';
import { withConversation } from './withConversation';

/** One login: what a budget of connections is counted for. */
export function budgetKey({ host, port, user }: RemoteSettings): string {
	return `${host.toLowerCase()}:${port}:${user}`;
}

/** What the connections of one pool share, nothing found out yet. @throws RemoteError `invalidInput` when a certificate or key cannot be read */
export function newShared(
	settings: RemoteSettings,
	counts: { readonly waiting: () => number; readonly open: () => number },
): Shared {
	return {
		settings,
		profile: newProfile(settings.encoding, settings.serverTimeZone),
		tls: settings.ssl === 'never' ? null : settingsError(() => tlsParameters(settings)),
		moreToCome: () => counts.waiting() > 0,
		openOfOurs: counts.open,
	};
}

/** Makes the pool of one connection setting. @throws RemoteError `invalidInput` when a certificate or key cannot be read */
export function createPool(settings: RemoteSettings, budget: ConnectionBudget): RemotePool {
	const shared = newShared(settings, { waiting: () => pool.waiting, open: () => pool.stats.open });
	/** The address that is tried first: where a connection came about, the next ones go too. */
	let address = 0;
	let dnsFailures = 0;
	let learnedAt = systemClock.now();
	const pool = new Pool<Session>({
		limit: settings.maxConnections,
		create: async (signal) => {
			let protocol: ProtocolLog | undefined;
			const saw = (seen: ConnectFacts) => void (protocol = seen.protocol ?? protocol);
			const observer = { ...unobserved, saw };
			const first = address;
			// With others open, somebody may be in the middle of relying on what is known.
			if (pool.stats.open === 0) {
				const { encoding, serverTimeZone } = settings;
				const fresh = newProfile(encoding, serverTimeZone);
				learnedAt = relearn(shared.profile, learnedAt, systemClock.now(), fresh);
			}
			try {
				const session = await connect(shared, { signal, attempt: first, observer });
				dnsFailures = 0;
				return session;
			} catch (error) {
				// Those that fail side by side began with the same one.
				if (address === first) address++;
				throw withConversation(error, protocol, settings);
			}
		},
		destroy: async (session, how) => {
			if (how === 'graceful') await session.quit();
			else session.kill(new Error('not usable any more'));
		},
		isUsable: (session) => session.usable,
		judge: (error, open) => {
			// A name that is not found is asked for once more; waiting longer does not make it known.
			if (error instanceof RemoteError && error.category === 'dns' && ++dnsFailures > 1)
				return 'other';
			return judge(error, open);
		},
		isDeadOnArrival: (error, session) =>
			error instanceof RemoteError && error.category === 'connectionLost' && session.answers === 0,
		withAttempts: (error, attempts) =>
			error instanceof RemoteError ? error.with({ attempts }) : error,
		retries: settings.retries,
		retryDelayMs: settings.retryDelayMs,
		keepAliveMs: settings.keepAliveMs,
		keepAlive: async (session) => {
			await session.ask('NOOP', { stage: 'command', verb: 'NOOP' });
		},
		idleCloseMs: settings.idleCloseMs,
		joinBudget: (closeIdle) =>
			budget.join(budgetKey(settings), { limit: settings.maxConnections, closeIdle }),
		clock: systemClock,
	});
	return { pool, shared };
}

/** What a failed connection means for those who wait for one. */
function judge(error: unknown, open: number): CreateFailure {
	if (!(error instanceof RemoteError)) return 'other';
	switch (error.category) {
		case 'auth':
		case 'certificate':
		case 'tlsRequired':
		case 'tlsUnsupported':
		case 'tlsHandshake':
		case 'protocol':
			return 'final';
		case 'tooManyConnections':
			return 'refused';
		case 'connectionLost':
			// Some servers and firewalls say "too many" by closing the connection where the greeting is due.
			return error.stage === 'greeting' && open > 0 ? 'refused' : 'passing';
		case 'dns':
		case 'unreachable':
		case 'timeout':
			return 'passing';
		default:
			return 'other';
	}
}
