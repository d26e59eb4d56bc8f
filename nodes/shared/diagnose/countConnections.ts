import type { Permit } from '../concurrency/ConnectionBudget';
import { RemoteError } from '../model/RemoteError';
import { connect } from '../remote/connect';
import { unobserved } from '../remote/ConnectObserver';
import { budgetKey } from '../remote/createPool';
import { connectionBudget, poolOf } from '../remote/pools';
import type { Session } from '../remote/Session';
import type { Passed } from './StageRecorder';

/** Logins at the same time while counting: a server's limit is met with few refusals. */
const atOnce = 4;

/** Connections, how many of them there were to be, and why there were no more. */
interface Opened {
	readonly sessions: readonly Session[];
	readonly asked: number;
	readonly refusal: RemoteError | null;
}

/**
 * Opens connections beside `session` until the credential's limit, or until the server refuses one, then closes them.
 * Connections that tasks are using count as they are; idle ones are closed before.
 */
export async function countConnections(session: Session, signal: AbortSignal): Promise<Passed> {
	const { settings } = session;
	await poolOf(settings).pool.closeIdle();
	const inUse = connectionBudget().held(budgetKey(settings)) - 1;
	const permits: Permit[] = [];
	const member = connectionBudget().join(budgetKey(settings), {
		limit: settings.maxConnections,
		closeIdle: async () => false,
	});
	try {
		const { sessions, asked, refusal } = await openAll(session, signal, () => {
			const permit = member.tryTake();
			if (permit) permits.push(permit);
			return permit !== null;
		});
		await Promise.all(sessions.map(async (one) => await one.quit()));
		const reached = sessions.length + 1;
		// Nobody knows how many more there would have been, so the whole room is what was asked for.
		const wanted = refusal ? settings.maxConnections - inUse : asked + 1;
		return {
			seen: { stage: 'connections', asked: wanted, reached },
			more: {
				asked: wanted,
				reached,
				inUse,
				maxConnections: settings.maxConnections,
				refusal: refusal ? refusal.message : null,
				ftpReply: refusal ? refusal.ftpReply : null,
			},
		};
	} finally {
		for (const permit of permits) permit.release();
		member.leave();
	}
}

async function openAll(
	session: Session,
	signal: AbortSignal,
	mayOpen: () => boolean,
): Promise<Opened> {
	const sessions: Session[] = [];
	let asked = 0;
	let refusal: RemoteError | null = null;
	const loop = async () => {
		while (refusal === null && !signal.aborted && mayOpen()) {
			asked++;
			try {
				const options = { signal, attempt: 0, observer: unobserved };
				sessions.push(await connect(session.shared, options));
			} catch (error) {
				if (!(error instanceof RemoteError)) throw error;
				refusal ??= error;
			}
		}
	};
	await Promise.all(Array.from({ length: atOnce }, loop));
	signal.throwIfAborted();
	return { sessions, asked, refusal };
}
