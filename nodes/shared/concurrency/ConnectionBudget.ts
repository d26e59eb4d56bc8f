import { Pending } from './Pending';

/** The right to have one connection. Giving it back twice is harmless. */
export interface Permit {
	release(): void;
}

/** One pool or single connection that draws from a budget. */
export interface BudgetMember {
	/** Waits for room, in turn with the other members. Rejects with `signal.reason`. */
	take(signal: AbortSignal): Promise<Permit>;
	/** A permit if there is room and nobody waits for it. */
	tryTake(): Permit | null;
	/**
	 * Whether a connection that just became free should be closed for another member.
	 * @param waiting how many tasks of this member could use it
	 */
	yields(waiting: number): boolean;
	/** Takes part no longer; permits still held count until they are given back. */
	leave(): void;
}

export interface MemberOptions {
	/** The most connections at once as this member knows it; the smallest of those that have or want one holds. */
	readonly limit: number;
	/** Closes one connection that nobody uses; true once it is closed and its permit given back, false when there is none. */
	readonly closeIdle: () => Promise<boolean>;
}

interface Member extends MemberOptions {
	held: number;
	readonly takers: Array<Pending<Permit>>;
	/** When the first of `takers` began to wait, or the last was served. */
	waitingSince: number;
	/** Number of the latest grant: who was served longest ago comes first. */
	servedAt: number;
}

interface Account {
	/** Those that have or want a connection. */
	readonly members: Set<Member>;
	held: number;
	/** Members that are closing an idle connection at the moment. */
	closing: number;
}

/**
 * One budget of connections for each login (host, port, user) of the process, across pools and single connections.
 * Who holds the least is served first, then who was served longest ago.
 */
export class ConnectionBudget {
	private readonly accounts = new Map<string, Account>();
	private grants = 0;

	/**
	 * @param now milliseconds, never going back
	 * @param patienceMs how long a member waits before busy ones close a working connection for it: each change costs a login
	 */
	constructor(
		private readonly now: () => number,
		private readonly patienceMs = 1000,
	) {}

	/** One that takes part; the budget knows of it only while it has or wants a connection, so that it may just be forgotten. */
	join(key: string, options: MemberOptions): BudgetMember {
		const me: Member = { ...options, held: 0, takers: [], waitingSince: 0, servedAt: 0 };
		return {
			take: (signal) => this.take(key, me, signal),
			tryTake: () => {
				const account = this.accountOf(key);
				const free = account.held < limitOf(account, me) && neediest(account) === undefined;
				return free ? this.grant(key, account, me) : null;
			},
			yields: (waiting) => this.yields(key, me, waiting),
			leave: () => {
				for (const taker of me.takers.splice(0)) taker.reject(new Error('Left the budget'));
				const account = this.accountOf(key);
				account.members.delete(me);
				this.serve(key, account);
			},
		};
	}

	/** Lends the right to one connection for as long as `task` runs. */
	async lend<R>(
		key: string,
		limit: number,
		signal: AbortSignal,
		task: () => Promise<R>,
	): Promise<R> {
		const member = this.join(key, { limit, closeIdle: async () => false });
		try {
			const permit = await member.take(signal);
			try {
				return await task();
			} finally {
				permit.release();
			}
		} finally {
			member.leave();
		}
	}

	/** How many permits of this login are held. */
	held(key: string): number {
		return this.accounts.get(key)?.held ?? 0;
	}

	private accountOf(key: string): Account {
		const account = this.accounts.get(key) ?? { members: new Set(), held: 0, closing: 0 };
		this.accounts.set(key, account);
		return account;
	}

	private take(key: string, me: Member, signal: AbortSignal): Promise<Permit> {
		const account = this.accountOf(key);
		const taker: Pending<Permit> = new Pending(signal, () => {
			me.takers.splice(me.takers.indexOf(taker), 1);
			// Its limit may have been the smallest.
			this.serve(key, account);
		});
		if (!signal.aborted) {
			if (me.takers.length === 0) me.waitingSince = this.now();
			me.takers.push(taker);
			account.members.add(me);
		}
		this.serve(key, account);
		return taker.promise;
	}

	private serve(key: string, account: Account): void {
		for (const member of account.members)
			if (member.held === 0 && member.takers.length === 0) account.members.delete(member);
		while (account.held < limitOf(account)) {
			const member = neediest(account);
			if (member === undefined) break;
			member.waitingSince = this.now();
			member.takers.shift()?.resolve(this.grant(key, account, member));
		}
		if (account.members.size === 0 && account.held === 0 && this.accounts.get(key) === account)
			this.accounts.delete(key);
		for (let missing = waitingIn(account) - account.closing; missing > 0; missing--)
			void this.makeRoom(key, account);
	}

	private grant(key: string, account: Account, member: Member): Permit {
		account.members.add(member);
		account.held++;
		member.held++;
		member.servedAt = ++this.grants;
		let held = true;
		return {
			release: () => {
				if (!held) return;
				held = false;
				account.held--;
				member.held--;
				this.serve(key, account);
			},
		};
	}

	/** Asks one member after the other for an idle connection, those that hold most first. */
	private async makeRoom(key: string, account: Account): Promise<void> {
		account.closing++;
		let closed = false;
		const holders = [...account.members].filter(({ held }) => held > 0);
		for (const member of holders.sort((a, b) => b.held - a.held)) {
			if (waitingIn(account) === 0) break;
			closed = await member.closeIdle().catch(() => false);
			if (closed) break;
		}
		account.closing--;
		// Nothing was idle: `yields` tells the members as soon as something is.
		if (closed) this.serve(key, account);
	}

	private yields(key: string, me: Member, waiting: number): boolean {
		const latest = this.now() - this.patienceMs;
		return [...(this.accounts.get(key)?.members ?? [])].some(
			(other) =>
				other !== me &&
				other.takers.length > 0 &&
				(waiting === 0 ||
					(other.waitingSince <= latest && (other.held === 0 || me.held >= other.held + 2))),
		);
	}
}

/** The smallest limit of those that have or want a connection. */
function limitOf({ members }: Account, wanting?: Member): number {
	const limits = [...members].map(({ limit }) => limit);
	return Math.max(1, Math.min(...limits, wanting?.limit ?? Infinity));
}

function waitingIn({ members }: Account): number {
	let waiting = 0;
	for (const { takers } of members) waiting += takers.length;
	return waiting;
}

function neediest({ members }: Account): Member | undefined {
	let found: Member | undefined;
	for (const member of members) {
		if (member.takers.length === 0) continue;
		const first =
			found === undefined ||
			member.held < found.held ||
			(member.held === found.held && member.servedAt < found.servedAt);
		if (first) found = member;
	}
	return found;
}
