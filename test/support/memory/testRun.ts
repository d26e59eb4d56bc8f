import type { RunContext } from '../../../nodes/shared/model/RunContext';
import { seededRandom } from './seededRandom';

/** A run for tests: its hints are kept, its clock stands still, its pauses take no time. */
export function testRun(
	change: Partial<RunContext> = {},
): RunContext & { readonly hints: string[] } {
	const hints: string[] = [];
	return {
		hints,
		signal: new AbortController().signal,
		owner: 'test',
		now: () => Date.parse('2026-01-31T12:00:00Z'),
		sleep: () => Promise.resolve(),
		random: seededRandom(7),
		hint: (text) => void hints.push(text),
		progress: () => undefined,
		log: () => undefined,
		...change,
	};
}
