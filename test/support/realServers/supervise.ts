import { spawn } from 'node:child_process';
import { access, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A server with everything that it started. */
export interface Supervised {
	/** The process whose /proc/PID shows the server's mounts and network. */
	readonly pid: number;
	/** Kills the server and all its sessions, and starts it again after `downMs`; resolves when it listens. */
	restart(downMs: number): Promise<void>;
	/** Kills the server and all its sessions; the function that it gives starts it again. */
	takeDown(): Promise<() => Promise<void>>;
	/** Kills the server and all its sessions and removes its folder. */
	stop(): Promise<void>;
}

export interface Supervision {
	/** Working folder, removed in the end. */
	readonly folder: string;
	/** Size of a disk mounted on `disk`, seen by the server only; 0 = none. */
	readonly diskBytes: number;
	readonly disk: string;
	readonly prepare: readonly string[];
	readonly beside: readonly string[];
	readonly command: readonly string[];
	/** A network namespace to run in. */
	readonly namespace?: string | undefined;
	/** The server is up when somebody listens here. */
	readonly port: number;
}

const START_TIMEOUT_MS = 10_000;
const POLL_MS = 10;

/**
 * Runs a server in a PID and mount namespace whose first process waits for the end of its standard input. When `stop` is
 * called or this process dies in whatever way, the pipe ends, and with the first process the kernel kills all others.
 */
export async function supervise(supervision: Supervision): Promise<Supervised> {
	const { namespace, command, folder } = supervision;
	const words = [
		...(namespace === undefined ? [] : ['nsenter', `--net=${namespace}`]),
		...['unshare', '--mount', '--pid', '--fork', '--kill-child=KILL'],
		...['sh', '-ec', script(supervision), 'sh', ...command],
	];
	const [program = '', ...args] = words;
	const child = spawn(program, args, {
		cwd: folder,
		stdio: ['pipe', 'pipe', 'pipe'],
		// A group of its own: a signal to the tests' group leaves it the time to clean up after the pipe's end.
		detached: true,
		env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C.UTF-8' },
	});
	let output = '';
	const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
	for (const stream of [child.stdout, child.stderr]) {
		stream.on('data', (text: Buffer) => (output += text.toString()));
	}
	const { pid } = child;
	const stop = async () => {
		child.stdin.end();
		await ended;
	};
	const started = async () => {
		const deadline = Date.now() + START_TIMEOUT_MS;
		while (pid === undefined || !(await isListening(pid, supervision.port))) {
			if (child.exitCode !== null || pid === undefined) {
				await ended;
				throw new Error(`The server ended at once: ${output}`);
			}
			if (Date.now() > deadline) {
				await stop();
				throw new Error(`The server does not listen on port ${supervision.port}: ${output}`);
			}
			await pause();
		}
		return pid;
	};
	const visiblePid = await started();
	const restart = async (downMs: number) => {
		// The shell removes the file right before it starts the server anew.
		const file = join(folder, 'restarting');
		await writeFile(file, (downMs / 1000).toFixed(3));
		child.stdin.write('restart\n');
		while (await exists(file)) await pause();
		await started();
	};
	const takeDown = async () => {
		const file = join(folder, 'down');
		await writeFile(file, '');
		await writeFile(join(folder, 'restarting'), '0');
		child.stdin.write('restart\n');
		while (await isListening(visiblePid, supervision.port)) await pause();
		return async () => {
			await rm(file);
			await started();
		};
	};
	// A test that forgets to stop its server ends all the same, and the server with it.
	child.unref();
	for (const stream of [child.stdin, child.stdout, child.stderr]) {
		if ('unref' in stream && typeof stream.unref === 'function') stream.unref();
	}
	return { pid: visiblePid, restart, takeDown, stop };
}

async function pause(): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve, POLL_MS));
}

async function exists(path: string): Promise<boolean> {
	return await access(path).then(
		() => true,
		() => false,
	);
}

/**
 * The first process waits for the server; a second one reads: a line kills the server and its sessions, so that it is
 * started anew, the end kills them for good. `kill -1` spares the first process and the one that calls it.
 */
function script({ folder, diskBytes, disk, prepare, beside }: Supervision): string {
	return [
		...(diskBytes === 0 ? [] : [`mount -t tmpfs -o size=${diskBytes},mode=755 tmpfs ${disk}`]),
		...prepare,
		'exec 3<&0 </dev/null',
		'( while read -r line <&3; do kill -KILL -1 || true; done; touch stopping; kill -KILL -1 || true ) & reader=$!',
		'while :; do',
		...beside,
		'"$@" & server=$!',
		// The end may have come while there was no server to kill.
		'[ ! -e stopping ] || kill -KILL $server || true',
		'rm -f restarting || true',
		'wait $server || true',
		'[ -e restarting ] || break',
		'sleep "$(cat restarting)" || true',
		'while [ -e down ] && [ ! -e stopping ]; do sleep 0.02 || true; done',
		'[ ! -e stopping ] || break',
		'done',
		// Its kill must not meet what cleans up.
		'[ ! -e stopping ] || wait $reader || true',
		'[ -e stopping ] || cat *.log >&2 || true',
		'kill -KILL -1 || true',
		`umount -l ${disk} 2>/dev/null || true`,
		'cd /',
		`rm -rf ${folder}`,
	].join('\n');
}

/** Looks at the table of sockets: a connection to find out would count against the server's limits. */
async function isListening(pid: number, port: number): Promise<boolean> {
	const local = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
	const table = await readFile(`/proc/${pid}/net/tcp`, 'utf8').catch(() => '');
	return table
		.split('\n')
		.map((line) => line.trim().split(/\s+/))
		.some(([, address = '', , state]) => address.endsWith(local) && state === '0A');
}
