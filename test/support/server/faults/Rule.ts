import type { Exchange, Fault } from './Fault';

/** Which exchanges a rule is about; every part given must fit. */
export interface Match {
	/** The text after the verb. */
	readonly argument?: RegExp;
	/** The absolute path that the command is about; for listings the folder, wherever it was named. */
	readonly path?: string | RegExp;
	/** The number of the control connection, from 1. */
	readonly connection?: number;
	/** Only that occurrence of what fits otherwise, from 1. */
	readonly nth?: number;
	/** Only the first so many occurrences. */
	readonly times?: number;
}

/** Faults for some exchanges. `verbs` are FTP verbs, `GREETING`, or `*` for every command. */
export interface Rule {
	readonly verbs: readonly string[];
	readonly match: Match;
	readonly faults: readonly Fault[];
}

/**
 * A rule: `on('RETR', cutData(1000))`, `on(['LIST', 'MLSD'], { path: '/in', nth: 1 }, listingText(''))`.
 */
export function on(
	verbs: string | readonly string[],
	...rest: readonly [Match, ...Fault[]] | Fault[]
): Rule {
	const list = (typeof verbs === 'string' ? [verbs] : verbs).map((verb) => verb.toUpperCase());
	const [first, ...others] = rest;
	if (first !== undefined && isMatch(first))
		return { verbs: list, match: first, faults: others as Fault[] };
	return { verbs: list, match: {}, faults: rest as Fault[] };
}

const matchKeys = new Set(['argument', 'path', 'connection', 'nth', 'times']);

function isMatch(value: Match | Fault): value is Match {
	return Object.keys(value).every((key) => matchKeys.has(key));
}

/** A rule that counts what it has met. */
export class ActiveRule {
	/** Exchanges that fitted all but `nth` and `times`. */
	met = 0;

	constructor(readonly rule: Rule) {}

	/** Counts the exchange, and says whether the rule's faults are for it. */
	takes(exchange: Exchange): boolean {
		const { verbs, match } = this.rule;
		const named = verbs.includes(exchange.verb);
		if (!named && !(verbs.includes('*') && exchange.verb !== 'GREETING')) return false;
		if (match.connection !== undefined && match.connection !== exchange.session.number)
			return false;
		if (match.argument !== undefined && !match.argument.test(exchange.argument)) return false;
		if (match.path !== undefined && !fits(match.path, exchange.path)) return false;
		this.met++;
		if (match.nth !== undefined && match.nth !== this.met) return false;
		return match.times === undefined || this.met <= match.times;
	}
}

function fits(pattern: string | RegExp, path: string): boolean {
	return typeof pattern === 'string' ? pattern === path : pattern.test(path);
}
