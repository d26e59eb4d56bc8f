import { spawn } from 'node:child_process';
import { killGroup } from './killGroup';

export interface ProgramOptions {
	readonly cwd: string;
	readonly env?: NodeJS.ProcessEnv;
	/** Called with what the program prints, as it comes. */
	readonly onOutput?: (text: string) => void;
}

/** How a program ended, and all that it printed. */
export interface Finished {
	readonly code: number | null;
	readonly signal: NodeJS.Signals | null;
	readonly output: string;
}

/** Runs a program to its end; it gets no input. It and all that it starts end with this process at the latest. */
export function runProgram(
	program: string,
	args: readonly string[],
	{ cwd, env = process.env, onOutput }: ProgramOptions,
): Promise<Finished> {
	return new Promise((resolve, reject) => {
		const stdio: ['ignore', 'pipe', 'pipe'] = ['ignore', 'pipe', 'pipe'];
		const child = spawn(program, args, { cwd, env, stdio, detached: true });
		const kill = () => killGroup(child.pid, 'SIGKILL');
		process.once('exit', kill);
		let output = '';
		for (const stream of [child.stdout, child.stderr]) {
			stream.setEncoding('utf8').on('data', (text: string) => {
				output += text;
				onOutput?.(text);
			});
		}
		child.once('error', reject);
		child.once('close', (code, signal) => {
			process.removeListener('exit', kill);
			resolve({ code, signal, output });
		});
	});
}
