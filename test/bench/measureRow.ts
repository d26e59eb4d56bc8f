import { builtIn } from './builtIn';
import type { Contender, Job, Measured } from './Job';
import { lftp } from './lftp';
import { ours } from './ours';
import { checkArrived, type Places } from './Places';
import { rclone } from './rclone';
import { contenderNames, rowOf, type ContenderName, type Row } from './Row';

const contenders: Readonly<Record<ContenderName, Contender>> = { ours, lftp, rclone, builtIn };

/** What is the same in all runs of a row. */
export type RowSetup = Pick<
	Job,
	'task' | 'server' | 'tls' | 'connections' | 'compiled' | 'profile'
> & {
	readonly rttMs: number;
	readonly runs: number;
	/** Ours only. */
	readonly alone: boolean;
};

/**
 * Measures one row: the contenders in turns, so that whatever else the machine does meets all of them. One of the others
 * that fails is told of and left out.
 * @throws when ours fails
 */
export async function measureRow(setup: RowSetup, places: Places): Promise<Row> {
	const { task, server, rttMs, tls, connections, runs } = setup;
	const measured = { ours: [], lftp: [], rclone: [], builtIn: [] } satisfies Record<
		ContenderName,
		Measured[]
	>;
	const takingPart = new Set(contenderNames.filter((name) => takesPart(name, setup)));
	for (let run = 0; run < runs; run++) {
		for (const name of takingPart) {
			try {
				const one: Measured = await runOnce(name, setup, places);
				(measured[name] as Measured[]).push(one);
				console.error(describe(task.name, connections, name, one));
			} catch (error) {
				if (name === 'ours') throw error;
				takingPart.delete(name);
				console.error(`${task.name} × ${connections}: ${name} failed: ${String(error)}`);
			}
		}
	}
	return rowOf({ task: task.name, server: server.kind, rttMs, tls, connections }, measured);
}

function describe(
	task: string,
	connections: number,
	name: ContenderName,
	{ seconds, cpuSeconds, peakMiB }: Measured,
): string {
	const memory = peakMiB === null ? '' : `, ${peakMiB.toFixed(0)} MiB`;
	const took = `${seconds.toFixed(2)} s, CPU ${cpuSeconds.toFixed(2)} s${memory}`;
	return `${task} × ${connections}: ${name} ${took}`;
}

/** n8n's own node has one connection, however many there may be, and no sync. */
function takesPart(name: ContenderName, { task, connections, alone }: RowSetup): boolean {
	if (alone) return name === 'ours';
	const transfers = task.work === 'one' || task.work === 'many';
	return name !== 'builtIn' || (connections === 1 && transfers);
}

async function runOnce(name: ContenderName, setup: RowSetup, places: Places): Promise<Measured> {
	const { task } = setup;
	return await places.lend(task, async ({ local, remote, arrived }) => {
		const measured = await contenders[name]({ ...setup, local, remote });
		// Downloads of a node go to n8n's store; the process that made them has looked.
		const node = name === 'ours' || name === 'builtIn';
		const stored = node && task.direction === 'download' && task.work !== 'sync';
		if (!stored) await checkArrived(task, arrived);
		return measured;
	});
}
