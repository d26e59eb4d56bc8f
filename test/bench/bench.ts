import '../support/engine/env';
import { writeFile } from 'node:fs/promises';
import { startDelayLink } from '../support/delayLink/startDelayLink';
import { stopEngine } from '../support/engine/stopEngine';
import { startRealServer } from '../support/realServers/startRealServer';
import { readBenchOptions, type BenchOptions } from './BenchOptions';
import { compilePackage } from './compilePackage';
import { installTools } from './installTools';
import { measureRow } from './measureRow';
import { Places } from './Places';
import { printRows } from './printRows';
import type { Row } from './Row';

/** Measures the rows that the command line asks for; see README.md. */
async function bench(): Promise<void> {
	const options = readBenchOptions(process.argv.slice(2));
	await installTools(['lftp', 'rclone']);
	const compiled = await compilePackage();
	const rows: Row[] = [];
	for (const rttMs of roundTrips(options)) {
		rows.push(...(await rowsOver(rttMs, options, compiled)));
	}
	console.log(printRows(rows));
	if (options.json !== '') await writeFile(options.json, JSON.stringify({ rows }, null, '\t'));
}

/** Each delay once, since each needs a server of its own. */
function roundTrips({ tasks, rttMs }: BenchOptions): readonly number[] {
	return rttMs === null ? [...new Set(tasks.map((task) => task.rttMs))] : [rttMs];
}

async function rowsOver(
	rttMs: number,
	{ server: kind, tasks, tls, connections, runs, profile, alone, ...options }: BenchOptions,
	compiled: string,
): Promise<Row[]> {
	const link = rttMs > 0 ? await startDelayLink(rttMs) : undefined;
	const server = await startRealServer(kind, {
		...(link ? { link } : {}),
		tls: tls ? 'required' : 'none',
		log: false,
	});
	const places = await Places.beside(server);
	try {
		const rows: Row[] = [];
		for (const task of tasks) {
			if (options.rttMs === null && task.rttMs !== rttMs) continue;
			for (const count of connections ?? task.connections) {
				const setup = {
					task,
					server,
					tls,
					rttMs,
					connections: count,
					runs,
					compiled,
					profile,
					alone,
				};
				rows.push(await measureRow(setup, places));
			}
		}
		return rows;
	} finally {
		await places.remove();
		await server.stop();
		await link?.stop();
	}
}

// The servers' processes alone keep nobody alive: without this, waiting for their end would be the end.
const awake = setInterval(() => undefined, 60_000);

void bench()
	.catch((error: unknown) => {
		console.error(error);
		process.exitCode = 1;
	})
	.finally(async () => {
		clearInterval(awake);
		await stopEngine();
	});
