/**
 * How many cases a property is tried with, and which: the same ones every time, so that what fails is the change at hand.
 * `RUNS=5000 SEED=7` looks further.
 */
export function propertyRuns(usual: number): { readonly numRuns: number; readonly seed: number } {
	const { RUNS, SEED } = process.env;
	return { numRuns: Number(RUNS ?? usual), seed: Number(SEED ?? 1) };
}
