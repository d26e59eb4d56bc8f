import type { Entry } from '../model/Entry';
import { isOwnPath } from '../model/ownNames';
import { RemoteError } from '../model/RemoteError';
import { folderOf, isWithin, nameOf, parsePath, relativeTo } from '../model/RemotePath';
import { actions, change, type Change, type Reason } from './Change';
import { knownNames, type KnownNames } from './knownNames';
import { notAPlan } from './notAPlan';
import { readSeenEntry } from './readSeenEntry';
import { isRecord } from './stateLines';
import { across, type Both, type Side } from './Side';
import type { PairRecord } from './SyncState';

export interface PlanFrame {
	readonly pairId: string;
	/** The folder of each side, as a path of its endpoint. */
	readonly folders: Both<string>;
	readonly records: ReadonlyMap<string, PairRecord>;
}

/**
 * Turns the items of a plan back into changes. The same change twice, as a merge of branches may bring it, counts once.
 * @throws RemoteError `invalidInput` for anything that is not a plan of this pair of folders
 */
export function readPlan(items: readonly unknown[], frame: PlanFrame): Change[] {
	const seen = new Set<string>();
	const known = knownNames(frame.records);
	return items
		.map((item) => readItem(item, frame, known))
		.filter(({ action, side, paths }) => {
			const key = JSON.stringify([action, side, paths]);
			return seen.size !== seen.add(key).size;
		});
}

function readItem(item: unknown, frame: PlanFrame, known: KnownNames): Change {
	if (!isRecord(item)) throw notAPlan('an item is not an object');
	if (item.pairId !== frame.pairId)
		throw notAPlan('an item is of another pair of folders, of other filters, or of no plan at all');
	const action = actions.find((one) => one === item.action);
	if (action === undefined) throw notAPlan(`"${String(item.action)}" is no action`);
	const side = item.side === 'local' || item.side === 'remote' ? item.side : null;
	const local = readSeenEntry(item.local, frame.folders.local);
	const remote = readSeenEntry(item.remote, frame.folders.remote);
	const status = statusOf(item.status);
	const told = action === 'conflict' || action === 'skip';
	const path = readPath(item.path, frame.folders.remote, status === 'planned');
	if (!told && side === null) throw notAPlan(`the change of ${path} has no side`);
	const paths =
		action === 'rename'
			? { local: path, remote: path }
			: readPaths(side ?? 'remote', path, { local, remote }, frame, known);
	return change({
		action,
		side,
		// Reasons are for people and for the order of work: an unknown word does no harm.
		reason: (typeof item.reason === 'string' ? item.reason : 'changed') as Reason,
		paths,
		local,
		remote,
		status,
		problem: status === 'failed' ? readProblem(item.problem) : null,
	});
}

/** What has been done, or was never to be done, is only told again. */
function statusOf(value: unknown): Change['status'] {
	return value === 'planned' || value === 'failed' ? value : 'skipped';
}

/** The relative path of an item. Of what is only told it may be a name that no path can hold. */
function readPath(value: unknown, folder: string, counts: boolean): string {
	if (!counts) {
		const text = typeof value === 'string' ? value : '';
		return isWithin(text, folder) ? relativeTo(folder, text) : text;
	}
	const path = parsePath(value);
	if (!isWithin(path, folder)) throw notAPlan(`${path} is not in ${folder}`);
	const relative = relativeTo(folder, path);
	if (isOwnPath(relative)) throw notAPlan(`${path} takes no part in any sync`);
	return relative;
}

/** On its own side an item stands where its path says; across, where something was seen or where the state knows it. */
function readPaths(
	own: Side,
	path: string,
	entries: Both<Entry | null>,
	frame: PlanFrame,
	known: KnownNames,
): Both<string> {
	const other = across(own);
	const parent = folderOf(path) === '/' ? '' : folderOf(path);
	const name = known(own, { local: parent, remote: parent }, nameOf(path), 'exact');
	const sibling = (named: string) => (parent === '' ? named : `${parent}/${named}`);
	const seen = entries[other];
	const there =
		seen !== null
			? relativeTo(frame.folders[other], seen.path)
			: name === null
				? path
				: sibling(name);
	return own === 'local' ? { local: path, remote: there } : { local: there, remote: path };
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
