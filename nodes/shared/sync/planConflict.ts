import type { Entry } from '../model/Entry';
import { folderOf, nameOf } from '../model/RemotePath';
import { change, transferTo, type Change, type Reason } from './Change';
import { conflictName } from './conflictName';
import type { Pair } from './Pair';
import { isProtectedPair, type PlanRules } from './PlanRules';
import { resolveConflict } from './resolveConflict';
import { across, forBoth, type Both, type Side } from './Side';

/** What happens to two files that both have changed: the conflict itself, and what follows from it. */
export function planConflict(
	pair: Pair,
	files: Both<Entry>,
	reason: Reason,
	rules: PlanRules,
): Change[] {
	const { paths, recordKey } = pair;
	const seen = { paths, recordKey, ...files };
	const resolution = resolveConflict(rules.options.conflict, files, rules.clockOffsets);
	const found = change({ ...seen, action: 'conflict', side: null, reason });
	if (resolution.kind === 'skip') return [{ ...found, status: 'skipped' }];
	if (isProtectedPair(pair, rules)) return [{ ...found, reason: 'protected', status: 'skipped' }];
	if (resolution.kind === 'winner') {
		const side = across(resolution.side);
		return [found, change({ ...seen, action: transferTo(side), side, reason: 'conflict' })];
	}
	const { aside } = resolution;
	const winner = across(aside);
	return [
		found,
		...stepAside(pair, aside, files[aside], rules),
		change({
			...seen,
			action: transferTo(aside),
			side: aside,
			reason: 'conflict',
			[aside]: null,
			[winner]: files[winner],
		}),
	];
}

/** Gives the file of a side its conflict name and copies it to the other side under that name. */
export function stepAside(pair: Pair, side: Side, file: Entry, rules: PlanRules): Change[] {
	const name = conflictName(nameOf(pair.paths[side]), rules.stamp, (candidate) =>
		rules.isTaken(forBoth((one) => beside(pair.paths[one], candidate))),
	);
	const paths = forBoth((one) => beside(pair.paths[one], name));
	const folder = folderOf(file.path);
	const renamed = { ...file, name, path: folder === '/' ? `/${name}` : `${folder}/${name}` };
	return [
		change({
			action: 'rename',
			side,
			reason: 'conflict',
			paths,
			[side]: file,
		}),
		change({
			action: transferTo(across(side)),
			side: across(side),
			reason: 'conflict',
			paths,
			[side]: renamed,
		}),
	];
}

function beside(relativePath: string, name: string): string {
	const end = relativePath.lastIndexOf('/');
	return end < 0 ? name : `${relativePath.slice(0, end)}/${name}`;
}
