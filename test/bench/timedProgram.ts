import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Measured } from './Job';
import { median } from './median';

const run = promisify(execFile);

/** A deadlock of a contender ends the row, not the day. */
const patienceSeconds = 600;

/** Runs a program under bash's `time`, which counts the CPU of all its children as well. */
export async function timedProgram(
	program: string,
	args: readonly string[],
	env: NodeJS.ProcessEnv = {},
): Promise<Measured> {
	const began = performance.now();
	const { stderr } = await run(
		'bash',
		[
			...['-c', 'TIMEFORMAT="%R %U %S"; time timeout "$@"', 'bash'],
			...[String(patienceSeconds), program, ...args],
		],
		{
			env: { ...process.env, ...env },
			maxBuffer: 64 * 1024 * 1024,
		},
	);
	const [real, user, system] = (stderr.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
	return {
		seconds: real ?? (performance.now() - began) / 1000,
		cpuSeconds: (user ?? 0) + (system ?? 0),
		peakMiB: null,
	};
}

const known = new Map<string, Promise<number>>();

/** Seconds that a program takes to start and do nothing. */
export function startUpSeconds(program: string, args: readonly string[]): Promise<number> {
	const measured = known.get(program) ?? measure(program, args);
	known.set(program, measured);
	return measured;
}

async function measure(program: string, args: readonly string[]): Promise<number> {
	const seconds: number[] = [];
	for (let i = 0; i < 5; i++) seconds.push((await timedProgram(program, args)).seconds);
	return median(seconds);
}
