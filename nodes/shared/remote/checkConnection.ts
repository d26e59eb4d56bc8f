import type { CertificateReport } from '../explain/certificateReport';
import { serverName } from '../explain/serverName';
import type { Listing } from '../model/Listing';
import type { RunContext } from '../model/RunContext';
import { connect } from './connect';
import { unobserved, type ConnectFacts } from './ConnectObserver';
import { budgetKey, newShared } from './createPool';
import { listFolder } from './listFolder';
import { connectionBudget, openWithSameLogin } from './pools';
import type { Session } from './Session';
import type { RemoteSettings } from './settings';

/** What one whole try of a connection has shown. */
export interface ConnectionCheck {
	/** `TLSv1.3` … or `none`. */
	readonly security: string;
	/** What the server calls itself, null when it does not say. */
	readonly server: string | null;
	/** Entries in the Root Folder. */
	readonly entries: number;
	readonly certificate: CertificateReport | null;
}

/**
 * Tries a connection once, on one of its own that counts against the login's budget: logs in, opens a data
 * connection by listing the Root Folder, and says QUIT.
 * @throws RemoteError; the signal's reason when that aborts
 */
export async function checkConnection(
	settings: RemoteSettings,
	run: RunContext,
): Promise<ConnectionCheck> {
	const { signal } = run;
	const facts: { -readonly [K in keyof ConnectFacts]: ConnectFacts[K] } = {};
	const observer = { ...unobserved, saw: (seen: ConnectFacts) => void Object.assign(facts, seen) };
	const budget = connectionBudget();
	return await budget.lend(budgetKey(settings), settings.maxConnections, signal, async () => {
		const shared = newShared(settings, {
			waiting: () => 0,
			open: () => openWithSameLogin(settings),
		});
		const session = await connect(shared, { signal, attempt: 0, observer });
		try {
			const { entries } = await untilAborted(session, signal, async () => await listRoot(session));
			return {
				security: facts.tls?.version ?? 'none',
				server: serverName(facts.greeting ?? ''),
				entries: entries.length,
				certificate: facts.certificate ?? null,
			};
		} finally {
			await session.quit();
		}
	});
}

/** Where EPSV leads nowhere the connection goes on with PASV, as a pool does at its next try. */
async function listRoot(session: Session): Promise<Listing> {
	const { passive } = session.profile;
	try {
		return await listFolder(session, '/');
	} catch (error) {
		if (session.profile.passive === passive || !session.usable) throw error;
		return await listFolder(session, '/');
	}
}

/** An aborted signal ends the connection, and with it whatever waits for an answer. */
async function untilAborted<R>(
	session: Session,
	signal: AbortSignal,
	work: () => Promise<R>,
): Promise<R> {
	const onAbort = () => session.kill(new Error('the test was ended'));
	signal.addEventListener('abort', onAbort, { once: true });
	try {
		signal.throwIfAborted();
		return await work();
	} catch (error) {
		throw signal.aborted ? signal.reason : error;
	} finally {
		signal.removeEventListener('abort', onAbort);
	}
}
