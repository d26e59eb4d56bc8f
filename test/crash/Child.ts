import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Order, Said } from './Order';

/** How a child process ended. */
export type Ended =
	| {
			readonly how: 'done';
			readonly items: readonly unknown[];
			readonly failed: readonly string[];
			readonly ms: number;
	  }
	| { readonly how: 'threw'; readonly message: string }
	| { readonly how: 'killed' };

/** A process that waits for one order; made ahead, as starting one takes longer than a sync. */
export class Child {
	private readonly process: ChildProcess;
	private readonly exited: Promise<void>;
	private complaint = '';

	constructor() {
		this.process = fork(join(__dirname, 'syncChild.ts'), [], {
			execArgv: ['--import', 'tsx'],
			stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
		});
		this.process.stderr?.on('data', (text: Buffer) => (this.complaint += text.toString()));
		this.exited = new Promise((resolve) => this.process.once('close', () => resolve()));
	}

	/** Carries out an order, and kills it so many milliseconds after it has begun; null lets it live. */
	async carryOut(order: Order, killAfterMs: number | null): Promise<Ended> {
		let said: Exclude<Said, { say: 'begun' }> | null = null;
		let begunAt = 0;
		let endedAt = 0;
		let timer: NodeJS.Timeout | undefined;
		this.process.on('message', (message) => {
			const now = message as Said;
			if (now.say === 'begun') {
				begunAt = performance.now();
				if (killAfterMs !== null) timer = setTimeout(() => this.kill(), killAfterMs);
				return;
			}
			said = now;
			endedAt = performance.now();
		});
		this.process.send(order);
		await this.exited;
		clearTimeout(timer);
		const last = said as Exclude<Said, { say: 'begun' }> | null;
		if (last?.say === 'done') {
			const { items, failed } = last;
			return { how: 'done', items, failed, ms: endedAt - begunAt };
		}
		if (last?.say === 'threw') return { how: 'threw', message: last.message };
		if (this.process.signalCode === 'SIGKILL') return { how: 'killed' };
		return { how: 'threw', message: `The process ended by itself: ${this.complaint}` };
	}

	/** Ends it without a word. */
	kill(): void {
		this.process.kill('SIGKILL');
	}
}
