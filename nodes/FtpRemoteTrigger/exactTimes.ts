import type { Endpoint } from '../shared/model/Endpoint';
import { precisionMs, type Entry } from '../shared/model/Entry';
import { isCategory } from '../shared/model/RemoteError';
import type { RunContext } from '../shared/model/RunContext';
import type { SeenFile } from './decideFiles';
import { sameVersion, versionOf } from './Version';
import type { Known, WatchState } from './WatchState';

type DatedFile = Pick<SeenFile, 'entry' | 'blurMs'>;

/** Clocks and zones of servers may be off by a day: what is younger may still change within the time that is listed. */
const recentMs = 2 * 86_400_000;

/**
 * Whether the exact time of a file is worth a question: its listing shows minutes or days only, and it is recent, or looks
 * other than before. Where listings show no time at all, always.
 */
export function isWorthAsking(entry: Entry, known: Known | undefined, now: number): boolean {
	const { modifiedPrecision, modifiedAt } = entry;
	if (modifiedPrecision === 'second') return false;
	if (modifiedPrecision === 'none' || modifiedAt === null) return true;
	if (known !== undefined && !sameVersion(known.seen, versionOf(entry))) return true;
	return known?.sure !== true && Date.parse(modifiedAt) > now - recentMs;
}

/**
 * Asks the server for the exact times that its listing does not show (MDTM). A file that is gone meanwhile is left out: the
 * next poll will see what became of it. Where the question is refused, the listing stands.
 * @throws RemoteError `cancelled`
 */
export async function withExactTimes(
	endpoint: Endpoint,
	entries: readonly Entry[],
	before: WatchState | null,
	run: RunContext,
): Promise<DatedFile[]> {
	const listed: DatedFile[] = entries.map((entry) => ({ entry, blurMs: null }));
	if (!(await endpoint.abilities()).exactModified) return listed;
	const now = run.now();
	const asked = entries.filter((entry) => isWorthAsking(entry, before?.files.get(entry.path), now));
	if (asked.length === 0) return listed;
	const answers = await endpoint.findMany(asked.map(({ path }) => path));
	const found = new Map(asked.map(({ path }, index) => [path, answers[index]]));
	return listed.flatMap((file): DatedFile[] => {
		const answer = found.get(file.entry.path);
		if (answer instanceof Error && isCategory(answer, 'cancelled')) throw answer;
		if (answer === null || (answer && !(answer instanceof Error) && answer.type === 'folder'))
			return [];
		if (answer === undefined || answer instanceof Error) return [file];
		if (answer.modifiedPrecision !== 'second') return [file];
		const { modifiedAt, modifiedPrecision } = answer;
		const blurMs = precisionMs[file.entry.modifiedPrecision];
		const size = answer.size ?? file.entry.size;
		return [{ entry: { ...file.entry, size, modifiedAt, modifiedPrecision }, blurMs }];
	});
}
