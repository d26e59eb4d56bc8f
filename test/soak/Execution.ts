import { setTimeout as sleep } from 'node:timers/promises';
import { mapConcurrently } from '../../nodes/shared/concurrency/mapConcurrently';
import { RemoteError } from '../../nodes/shared/model/RemoteError';
import { Remote, type RemotePool } from '../../nodes/shared/remote/Remote';
import { RemoteEndpoint } from '../../nodes/shared/remote/RemoteEndpoint';
import { testRun } from '../support/memory/testRun';
import { bytesSource, contentOf } from '../support/realServers/withRealRemote';
import { content } from './content';

/** What one execution has to do. */
export interface Work {
	readonly owner: string;
	readonly seed: number;
	/** Numbers of the files to upload and download again. */
	readonly files: readonly number[];
}

/** What it did. */
export interface Done {
	/** Transfers that were whole. */
	readonly whole: number;
	/** Uploads that took more than one try. */
	readonly retried: number;
	readonly problems: readonly string[];
}

/** Uploads each file and downloads it again, eight side by side. @param onFile told after each of them */
export async function execute(pool: RemotePool, work: Work, onFile: () => void): Promise<Done> {
	const { owner, seed, files } = work;
	const problems: string[] = [];
	let whole = 0;
	let retried = 0;
	const run = testRun({
		owner,
		sleep: async (ms) => {
			await sleep(ms);
		},
		random: Math.random,
		hint: (text) => void problems.push(text),
	});
	const endpoint = new RemoteEndpoint(new Remote(pool, run));
	await mapConcurrently(files, 8, run.signal, async (index) => {
		const path = `/f${index}`;
		const bytes = content(seed, index);
		try {
			const receipt = await endpoint.write(path, bytesSource(bytes), {
				mode: 'atomic',
				verify: 'size',
			});
			if (receipt.attempts > 1) retried++;
			whole++;
			if ((await contentOf(endpoint, path)).equals(bytes)) whole++;
			else problems.push(`${path} came back different`);
		} catch (error) {
			problems.push(`${path}: ${told(error)}`);
		}
		onFile();
	});
	return { whole, retried, problems };
}

/** An error in one line, with what led to it. */
function told(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	const tries = error instanceof RemoteError ? ` (${error.attempts} tries)` : '';
	const reply = error instanceof RemoteError && error.ftpReply ? ` [${error.ftpReply}]` : '';
	const cause = error.cause === undefined ? '' : ` <- ${told(error.cause)}`;
	return `${error.message}${tries}${reply}${cause}`;
}
