import { mapConcurrently } from '../concurrency/mapConcurrently';
import { isSettled } from '../files/isSettled';
import type { Abilities } from '../model/Endpoint';
import type { Entry } from '../model/Entry';
import { isCategory, RemoteError } from '../model/RemoteError';
import type { RunContext } from '../model/RunContext';
import { noAnswer, type Answer, type Question } from './Comparison';
import { compareFiles, type CompareRules } from './compareFiles';
import { hashFile, offeredAlgorithm } from './hashFile';
import { eachPair, isFolderPair, type Pair } from './Pair';
import { bothSides, type Both, type Side } from './Side';
import type { SyncSide } from './SyncSide';

export interface SettleSides {
	readonly sides: Both<SyncSide>;
	readonly abilities: Both<Abilities>;
	/** Whether contents may be read; a preview of a comparison that needs none reads none. */
	readonly reads: boolean;
}

/** So many exact times are asked for in one go: few round trips, and little to hold. */
const batch = 500;
/** Times first, then one content, then both. */
const mostRounds = 4;

/** Answers every question that comparing the pairs raises. What cannot be answered is told with its error. */
export async function settle(
	root: Pair,
	rules: CompareRules,
	settling: SettleSides,
	run: Pick<RunContext, 'signal' | 'now'>,
): Promise<Map<Pair, Answer>> {
	const answers = new Map<Pair, Answer>();
	let pairs: Iterable<Pair> = eachPair(root);
	for (let round = 0; round < mostRounds; round++) {
		const open = questions(pairs, answers, rules).filter(
			([, question]) => question.kind === 'exact' || settling.reads,
		);
		if (open.length === 0) break;
		const exact = open.filter(([, question]) => question.kind === 'exact');
		for (const side of bothSides) await askTimes(side, exact, answers, settling, run);
		const content = open.filter(([, question]) => question.kind === 'content');
		await readContents(content, answers, settling, run);
		pairs = open.map(([pair]) => pair);
	}
	return answers;
}

type Open = readonly [Pair, Question];

function questions(
	pairs: Iterable<Pair>,
	answers: ReadonlyMap<Pair, Answer>,
	rules: CompareRules,
): Open[] {
	const open: Open[] = [];
	for (const pair of pairs) {
		if (pair.held !== null || isFolderPair(pair)) continue;
		const answer = answers.get(pair) ?? noAnswer;
		if (answer.error) continue;
		const compared = compareFiles(pair, answer, rules);
		if (compared.kind === 'question') open.push([pair, compared.question]);
	}
	return open;
}

async function askTimes(
	side: Side,
	open: readonly Open[],
	answers: Map<Pair, Answer>,
	{ sides }: SettleSides,
	run: Pick<RunContext, 'signal' | 'now'>,
): Promise<void> {
	const asked = open.filter(([, question]) => question.sides.includes(side));
	for (let start = 0; start < asked.length; start += batch) {
		run.signal.throwIfAborted();
		const part = asked.slice(start, start + batch).map(([pair]) => pair);
		const found = await sides[side].endpoint.findMany(part.map((pair) => pair[side]?.path ?? '/'));
		part.forEach((pair, i) => {
			const entry = found[i] ?? null;
			const answer = answers.get(pair) ?? noAnswer;
			if (entry instanceof Error) {
				answers.set(pair, { ...answer, error: asRemoteError(entry) });
				return;
			}
			const exact = entry && withListed(entry, pair[side]);
			answers.set(pair, { ...answer, exact: { ...answer.exact, [side]: exact } });
		});
	}
}

/**
 * What was asked for, with the size or time that only the listing tells: vsftpd with `cmds_denied=MDTM` names MDTM in FEAT
 * and refuses it for each file, and no time in place of a minute would hide every edit of equal size.
 */
function withListed(asked: Entry, listed: Entry | null): Entry {
	if (listed === null || asked.type !== 'file' || listed.type !== 'file') return asked;
	const { modifiedAt, modifiedPrecision } = asked.modifiedAt === null ? listed : asked;
	return { ...asked, size: asked.size ?? listed.size, modifiedAt, modifiedPrecision };
}

async function readContents(
	open: readonly Open[],
	answers: Map<Pair, Answer>,
	{ sides, abilities }: SettleSides,
	run: Pick<RunContext, 'signal' | 'now'>,
): Promise<void> {
	const width = Math.min(sides.local.endpoint.parallel, sides.remote.endpoint.parallel);
	await mapConcurrently(open, width, run.signal, async ([pair, question]) => {
		const answer = answers.get(pair) ?? noAnswer;
		const both = question.sides.length === 2;
		const remote = answer.exact.remote ?? pair.remote;
		// What is read all the same is hashed as the state keeps it: so later edits can be told by one side alone.
		const computes = both && remote !== null && isSettled(remote, abilities.remote, run.now());
		const offered = computes ? offeredAlgorithm(abilities.remote) : null;
		const hashes: { local?: string; remote?: string } = {};
		try {
			for (const side of question.sides) {
				const entry = answer.exact[side] ?? pair[side];
				if (entry === null) continue;
				hashes[side] = await hashFile(
					...([sides[side].endpoint, entry, offered ?? 'sha256', abilities[side], run] as const),
				);
			}
			answers.set(pair, { ...answer, hashes });
		} catch (error) {
			answers.set(pair, { ...answer, error: asRemoteError(error) });
		}
	});
}

/** Trouble of one path is an answer; a stopped run and our own mistakes are not. */
function asRemoteError(error: unknown): RemoteError {
	if (error instanceof RemoteError && !isCategory(error, 'cancelled')) return error;
	throw error;
}
