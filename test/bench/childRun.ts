import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Measured } from './Job';

/**
 * Runs a script of this folder in a process of its own, hands it one message and takes one back.
 * @throws with what the script wrote when it ends without an answer
 */
export async function childRun(script: string, message: object): Promise<Measured> {
	const child = fork(join(__dirname, script), [], {
		execArgv: ['--import', 'tsx', '--expose-gc'],
		stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
	});
	let complaint = '';
	child.stderr?.on('data', (text: Buffer) => (complaint += text.toString()));
	const answer = new Promise<Measured>((resolve, reject) => {
		let measured: Measured | null = null;
		child.once('message', (said) => (measured = said as Measured));
		child.once('error', reject);
		child.once('exit', () => {
			if (measured) resolve(measured);
			else reject(new Error(`${script} failed: ${complaint}`));
		});
	});
	child.send(message);
	return await answer;
}

/** In the child: does the work with the message and sends the measurement back. */
export function answerWith<Message>(work: (message: Message) => Promise<Measured>): void {
	process.once('message', (message) => {
		void work(message as Message).then(
			// A pooled connection or a timer of the engine must not hold the process.
			(measured) => process.send?.(measured, () => process.exit(0)),
			(error: unknown) => {
				console.error(error);
				process.exit(1);
			},
		);
	});
}
