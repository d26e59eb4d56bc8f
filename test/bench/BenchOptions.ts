import { parseArgs } from 'node:util';
import { serverKinds, type ServerKind } from '../support/realServers/RealServerOptions';
import { tasks, type Task } from './tasks';

/** Which rows are measured, and how. */
export interface BenchOptions {
	readonly tasks: readonly Task[];
	/** null = each task's own. */
	readonly connections: readonly number[] | null;
	readonly server: ServerKind;
	/** Round trip in milliseconds; null = each task's own. */
	readonly rttMs: number | null;
	readonly tls: boolean;
	/** Runs of each contender, in turns. */
	readonly runs: number;
	/** File for the rows as JSON; empty = none. */
	readonly json: string;
	/** Folder for CPU profiles of our process; empty = none. */
	readonly profile: string;
	/** Measures ours alone. */
	readonly alone: boolean;
}

/** Reads the command line. @throws with what can be written instead */
export function readBenchOptions(args: readonly string[]): BenchOptions {
	const { values } = parseArgs({
		args: [...args],
		options: {
			task: { type: 'string' },
			connections: { type: 'string' },
			server: { type: 'string', default: 'vsftpd' },
			rtt: { type: 'string' },
			tls: { type: 'boolean', default: false },
			runs: { type: 'string', default: '3' },
			json: { type: 'string', default: '' },
			profile: { type: 'string', default: '' },
			alone: { type: 'boolean', default: false },
		},
	});
	const { connections, rtt, tls, json, profile, alone } = values;
	return {
		...{ tls, json, profile, alone },
		tasks: chosenTasks(values.task),
		connections: connections === undefined ? null : list(connections).map((one) => count(one, 1)),
		server: chosenServer(values.server),
		rttMs: rtt === undefined ? null : count(rtt, 0),
		runs: count(values.runs, 1),
	};
}

function chosenTasks(text: string | undefined): readonly Task[] {
	if (text === undefined) return tasks;
	return list(text).map((name) => {
		const task = tasks.find((one) => one.name === name);
		if (!task)
			throw unknown(
				'task',
				name,
				tasks.map((one) => one.name),
			);
		return task;
	});
}

function chosenServer(text: string): ServerKind {
	const kind = serverKinds.find((one) => one === text);
	if (!kind) throw unknown('server', text, serverKinds);
	return kind;
}

function count(text: string, least: number): number {
	const number = Number(text);
	if (!Number.isInteger(number) || number < least) throw new Error(`"${text}" is no number of use`);
	return number;
}

const list = (text: string) => text.split(',').map((one) => one.trim());

const unknown = (what: string, text: string, known: readonly string[]) =>
	new Error(`There is no ${what} "${text}". There are: ${known.join(', ')}`);
