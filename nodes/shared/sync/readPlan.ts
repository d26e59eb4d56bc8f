import type { Entry } from '../model/Entry';
import { RemoteError } from '../model/RemoteError';
import { folderOf, isWithin, nameOf, parsePath, relativeTo } from '../model/RemotePath';
import { actions, change, type Action, type Change, type Reason } from './Change';
import { knownNames } from './knownNames';
import { isRecord } from './stateLines';
import type { Both, Side } from './Side';
import type { PairRecord } from './SyncState';

export interface PlanFrame {
	readonly pairId: string;
	readonly folders: Both<string>;
	readonly records: ReadonlyMap<string, PairRecord>;
}

/**
 * Turns the items of a plan back into changes. The same change twice, as a merge of branches may bring it, counts once.
 * @throws RemoteError `invalidInput` for anything that is not a plan of this pair of folders
 */
export function readPlan(items: readonly unknown[], frame: PlanFrame): Change[] {
	const seen = new Set<string>();
	return items
		.map((item) => readItem(item, frame))
		.filter(({ action, side, paths }) => {
			const key = JSON.stringify([action, side, paths]);
			return seen.size !== seen.add(key).size;
		});
}

function readItem(item: unknown, frame: PlanFrame): Change {
	if (!isRecord(item)) throw notAPlan('An item is not an object');
	if (item.pairId !== frame.pairId)
		throw notAPlan('An item is of another pair of folders, of other filters, or of no plan at all');
	const action = actions.find((one) => one === item.action);
	const side = item.side === 'local' || item.side === 'remote' ? item.side : null;
	if (action === undefined) throw notAPlan(`"${String(item.action)}" is no action`);
	if (changes(action) && side === null)
		throw notAPlan(`A change of ${String(item.path)} has no side`);
	const local = readEntry(item.local, frame.folders.local);
	const remote = readEntry(item.remote, frame.folders.remote);
	const path = relative(item.path, frame.folders.remote);
	const status =
		item.status === 'planned' ? 'planned' : item.status === 'failed' ? 'failed' : 'skipped';
	return change({
		action,
		side,
		// A reason is for people and for the order of work; any other word does no harm.
		reason: (typeof item.reason === 'string' ? item.reason : 'changed') as Reason,
		paths: readPaths(action, side, path, { local, remote }, frame),
		from:
			action === 'rename' && side ? relativeOf({ local, remote }[side], frame.folders[side]) : null,
		local,
		remote,
		status,
		problem: status === 'failed' ? readProblem(item.problem) : null,
	});
}

/** The path of the changed side is the item's; across, what was seen there tells, or what the state knows. */
function readPaths(
	action: Action,
	side: Side | null,
	path: string,
	entries: Both<Entry | null>,
	frame: PlanFrame,
): Both<string> {
	if (action === 'rename') return { local: path, remote: path };
	const own = side ?? 'remote';
	const other = own === 'local' ? 'remote' : 'local';
	const seen = relativeOf(entries[other], frame.folders[other]);
	const parent = folderOf(path) === '/' ? '' : folderOf(path);
	const known = () => {
		const name = knownNames(frame.records)(
			own,
			{ local: parent, remote: parent },
			nameOf(path),
			'exact',
		);
		return name === null ? path : parent === '' ? name : `${parent}/${name}`;
	};
	const across = seen ?? known();
	return own === 'local' ? { local: path, remote: across } : { local: across, remote: path };
}

function readEntry(value: unknown, folder: string): Entry | null {
	if (value === null || value === undefined) return null;
	if (!isRecord(value)) throw notAPlan('What was seen of a path is not an object');
	const { type, size, modifiedAt, modifiedPrecision } = value;
	const path = parsePath(value.path);
	if (!isWithin(path, folder)) throw notAPlan(`${path} is not in ${folder}`);
	if (type !== 'file' && type !== 'folder' && type !== 'link')
		throw notAPlan(`${path} has no type`);
	const precisions = ['second', 'minute', 'day'] as const;
	return {
		name: nameOf(path),
		path,
		folder: folderOf(path),
		type,
		size: typeof size === 'number' ? size : null,
		modifiedAt: typeof modifiedAt === 'string' ? modifiedAt : null,
		modifiedPrecision: precisions.find((one) => one === modifiedPrecision) ?? 'none',
		permissions: null,
		owner: null,
		group: null,
		linkTarget: null,
	};
}

function changes(action: Action): boolean {
	return action !== 'conflict' && action !== 'skip';
}

function relative(value: unknown, folder: string): string {
	const path = parsePath(value);
	if (!isWithin(path, folder)) throw notAPlan(`${path} is not in ${folder}`);
	return relativeTo(folder, path);
}

function relativeOf(entry: Entry | null, folder: string): string | null {
	return entry === null ? null : relativeTo(folder, entry.path);
}

function readProblem(value: unknown): RemoteError {
	const text = (name: string) =>
		isRecord(value) && typeof value[name] === 'string' ? value[name] : '';
	return new RemoteError({
		category: 'alreadyExists',
		stage: 'local',
		message: text('message') || 'It failed in the plan already',
		description: text('description'),
		path: text('path') || null,
	});
}

function notAPlan(why: string): RemoteError {
	return new RemoteError({
		category: 'invalidInput',
		stage: 'local',
		message: `The input is not a plan of this sync: ${why}`,
		description:
			'Connect the output "changes" of a Sync node with Preview switched on that has the same folders, credential and filters.',
	});
}
