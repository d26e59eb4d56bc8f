import type { Pool } from '../concurrency/Pool';
import { onAbort } from '../concurrency/onAbort';
import { retry } from '../concurrency/retry';
import { toError } from '../explain/explain';
import type { RunContext } from '../model/RunContext';
import { RemoteError } from '../model/RemoteError';
import type { Stage } from '../model/category';
import { classifyError } from './classifyError';
import type { Session, Shared } from './Session';
import { shownLines, withConversation } from './withConversation';

/** A stopped run lets go of a connection within this time, at the price of the connection. */
const stopMs = 600;

/** One pool and what its connections share. */
export interface RemotePool {
	readonly pool: Pool<Session>;
	readonly shared: Shared;
}

/** The pool's own series has tried connecting often enough, and our own side does not get better by itself. */
const notAgain = new Set<Stage>([
	'resolve',
	'connect',
	'greeting',
	'tls',
	'certificate',
	'login',
	'local',
]);

/** Whether the same is worth another try on a new connection. @param verb the command; 450 and 451 pass for RETR, STOR and DELE */
export function mayRetry(error: unknown, verb = ''): boolean {
	if (!(error instanceof RemoteError) || notAgain.has(error.stage)) return false;
	if (verb === 'DELE' && (error.ftpCode === 450 || error.ftpCode === 451)) return true;
	return error.retryable;
}

/** A pool as one run uses it: with its turn, its signal and its retries. */
export class Remote {
	constructor(
		readonly remote: RemotePool,
		readonly run: RunContext,
	) {}

	get settings() {
		return this.remote.shared.settings;
	}

	get profile() {
		return this.remote.shared.profile;
	}

	/** Lends a connection. @throws RemoteError `cancelled` once the run is stopped */
	async use<R>(task: (session: Session) => Promise<R>): Promise<R> {
		const { signal, owner } = this.run;
		return await this.lend(task, { signal, owner });
	}

	/** Opens connections for so many tasks that are about to come, as if they came now. What fails will fail those. */
	warmUp(tasks: number): void {
		for (let task = 0; task < tasks; task++)
			void this.use(async () => await Promise.resolve()).catch(() => undefined);
	}

	/**
	 * Lends a connection for tidying up, also after the run was stopped, for a few seconds. One that breaks meanwhile is
	 * replaced at once, so what is done must bear being done twice.
	 */
	async tidy<R>(task: (session: Session) => Promise<R>): Promise<R> {
		const turn = { signal: AbortSignal.timeout(5000), owner: this.run.owner };
		return await retry(async () => await this.lend(task, turn), {
			retries: 2,
			delayMs: 0,
			signal: turn.signal,
			sleep: async () => await Promise.resolve(),
			mayRetry: (error) => mayRetry(error),
		});
	}

	/**
	 * What goes on after its connection was given back; a stopped run gives up the connection and does not wait.
	 * @throws the signal's reason then
	 */
	async settled<R>(outcome: Promise<R>, giveUp: (reason: Error) => void): Promise<R> {
		const { signal } = this.run;
		return await new Promise<R>((resolve, reject) => {
			let timer: NodeJS.Timeout | undefined;
			const stop = () => {
				timer = setTimeout(() => {
					giveUp(new Error('stopped'));
					reject(signal.reason as Error);
				}, stopMs);
			};
			if (signal.aborted) stop();
			const forget = onAbort(signal, stop);
			outcome.then(resolve, reject).finally(() => {
				clearTimeout(timer);
				forget();
			});
		});
	}

	/**
	 * Tries again what may work on a new connection, `retries` times. The error tells how often.
	 * @param again false for an error after which the same must not be tried again
	 */
	async attempts<R>(
		verb: string,
		path: string,
		task: (attempt: number) => Promise<R>,
		again: (error: unknown) => boolean = () => true,
	): Promise<R> {
		const { retries, retryDelayMs } = this.settings;
		const { signal, sleep, log } = this.run;
		let tries = 0;
		try {
			return await retry(
				async (attempt) => {
					tries = attempt;
					return await task(attempt);
				},
				{
					retries,
					delayMs: retryDelayMs,
					signal,
					sleep,
					mayRetry: (error) => mayRetry(this.explained(error, path), verb) && again(error),
					onRetry: (error, attempt) =>
						log(
							'info',
							`${this.explained(error, path).message}; try ${attempt + 1} of ${retries + 1} follows`,
						),
				},
			);
		} catch (error) {
			const failure = this.explained(error, path);
			throw failure.with({ attempts: Math.max(tries, failure.attempts) });
		}
	}

	/** Any error as a RemoteError; a stopped run is `cancelled` whatever broke because of it. */
	explained(error: unknown, path: string): RemoteError {
		if (this.run.signal.aborted)
			return toError({ category: 'cancelled', stage: 'command', path }, error);
		const failure = classifyError(error, { stage: 'command', path }, this.settings);
		return failure.path === null ? failure.with({ path }) : failure;
	}

	private async lend<R>(
		task: (session: Session) => Promise<R>,
		turn: { signal: AbortSignal; owner: string },
	): Promise<R> {
		return await this.remote.pool.use(async (session) => {
			session.answers = 0;
			let timer: NodeJS.Timeout | undefined;
			const stop = () => {
				session.interrupt();
				timer = setTimeout(() => session.kill(new Error('stopped')), stopMs);
			};
			const forget = onAbort(turn.signal, stop);
			try {
				return await task(session);
			} catch (error) {
				const said = session.protocol.last(shownLines).join('\n');
				this.run.log('debug', `The end of the conversation with ${this.settings.host}:\n${said}`);
				throw withConversation(error, session.protocol, this.settings);
			} finally {
				clearTimeout(timer);
				forget();
			}
		}, turn);
	}
}
