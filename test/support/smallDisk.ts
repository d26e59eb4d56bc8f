import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A small disk of its own on a folder; needs root. */
export interface SmallDisk {
	/** Gives it another size, so that there is room again. */
	resize(bytes: number): Promise<void>;
	/** Takes it away, with all that is on it. */
	unmount(): Promise<void>;
}

/**
 * Mounts a disk of that many bytes on a folder. It must be seen by this very process, so it cannot hide in a namespace:
 * a shell waits for the end of its standard input to take it away. When this process dies in whatever way the pipe ends,
 * and the disk with it.
 */
export async function mountSmallDisk(folder: string, bytes: number): Promise<SmallDisk> {
	const script = [
		`mount -t tmpfs -o size=${bytes},mode=755 tmpfs "$1"`,
		'echo mounted',
		'while read -r _; do :; done || true',
		'umount -l "$1"',
	];
	const keeper = spawn('sh', ['-ec', script.join('\n'), 'sh', folder], {
		stdio: ['pipe', 'pipe', 'pipe'],
		// A signal to the group of the tests leaves it the time to clean up.
		detached: true,
	});
	const ended = once(keeper, 'close');
	// A test that forgets its disk ends all the same, and the disk with it.
	keeper.unref();
	for (const stream of [keeper.stdin, keeper.stdout, keeper.stderr])
		if ('unref' in stream && typeof stream.unref === 'function') stream.unref();
	let said = '';
	keeper.stderr.on('data', (text: Buffer) => (said += text.toString()));
	const [first] = (await Promise.race([once(keeper.stdout, 'data'), ended])) as [unknown];
	if (!Buffer.isBuffer(first)) throw new Error(`No disk could be mounted on ${folder}: ${said}`);
	return {
		resize: async (size) => {
			await run('mount', ['-o', `remount,size=${size}`, folder]);
		},
		unmount: async () => {
			keeper.stdin.end();
			await ended;
		},
	};
}
