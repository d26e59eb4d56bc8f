import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './freePort';
import type { InstalledN8n } from './installN8n';
import { killGroup } from './killGroup';
import { localFolder, n8nEnvironment, type BinaryMode } from './n8nEnvironment';
import { runProgram } from './runProgram';

const startMs = 240_000;
const stopMs = 10_000;

/** An n8n of its own in a user folder: commands before it is started, then one running process group. */
export class N8nInstance {
	/** All that it printed. */
	log = '';
	private child: ChildProcess | undefined;
	private readonly kill = () => killGroup(this.child?.pid, 'SIGKILL');

	private constructor(
		private readonly installed: InstalledN8n,
		readonly userFolder: string,
		private readonly env: NodeJS.ProcessEnv,
		readonly url: string,
	) {}

	/** Nothing runs yet; the user folder may hold packages and data already. */
	static async prepare(
		installed: InstalledN8n,
		userFolder: string,
		binaryMode: BinaryMode,
		wantedPort?: number,
	): Promise<N8nInstance> {
		await mkdir(localFolder(userFolder), { recursive: true });
		const port = wantedPort ?? (await freePort());
		const brokerPort = await freePort();
		const env = n8nEnvironment({ userFolder, port, brokerPort, binaryMode });
		return new N8nInstance(installed, userFolder, env, `http://127.0.0.1:${port}`);
	}

	/**
	 * Runs a command of n8n's own, while n8n is not running, and gives what it printed. The exit code tells nothing:
	 * on some machines n8n crashes after its work, at its very end.
	 */
	async command(...args: readonly string[]): Promise<string> {
		const { node, script } = this.installed;
		const { output } = await runProgram(node, [script, ...args], {
			cwd: this.userFolder,
			env: this.env,
		});
		return output;
	}

	/** @throws with the end of its log, when it ends or is not ready in time */
	async start(): Promise<void> {
		const { node, script } = this.installed;
		// A group of its own, so that its task runners end with it.
		const child = spawn(node, [script, 'start'], {
			cwd: this.userFolder,
			env: this.env,
			stdio: ['ignore', 'pipe', 'pipe'],
			detached: true,
		});
		this.child = child;
		process.once('exit', this.kill);
		for (const stream of [child.stdout, child.stderr]) {
			stream.setEncoding('utf8').on('data', (text: string) => (this.log += text));
		}
		child.once('error', (error) => (this.log += String(error)));
		const end = Date.now() + startMs;
		while (!(await this.isReady())) {
			if (this.hasEnded || Date.now() > end) {
				await this.stop();
				throw new Error(`n8n did not start:\n${this.log.slice(-3000)}`);
			}
			await sleep(500);
		}
	}

	/** Ends n8n and all that it started, by force if it takes too long. */
	async stop(): Promise<void> {
		const { child } = this;
		if (child === undefined) return;
		if (!this.hasEnded) {
			const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
			killGroup(child.pid, 'SIGTERM');
			await Promise.race([ended, sleep(stopMs, undefined, { ref: false })]);
		}
		// Whatever is left of the group.
		this.kill();
		process.removeListener('exit', this.kill);
		this.child = undefined;
	}

	/** The process id, while it runs. */
	get pid(): number | undefined {
		return this.child?.pid;
	}

	/** Whether the process is gone, wanted or not. */
	get hasEnded(): boolean {
		return !this.child || this.child.exitCode !== null || this.child.signalCode !== null;
	}

	/** It says that it is ready before its REST interface exists: both are asked. */
	private async isReady(): Promise<boolean> {
		const answers = ['/healthz/readiness', '/rest/settings'].map(async (path) => {
			const { ok } = await fetch(this.url + path, { signal: AbortSignal.timeout(5000) });
			return ok;
		});
		const results = await Promise.allSettled(answers);
		return results.every((result) => result.status === 'fulfilled' && result.value);
	}
}
