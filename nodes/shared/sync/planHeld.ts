import { RemoteError } from '../model/RemoteError';
import { change, transferTo, type Change } from './Change';
import type { Pair } from './Pair';
import type { PlanRules } from './PlanRules';
import { across, bothSides, type Side } from './Side';
import { receiversOf } from './SyncOptions';

/** Reports a path that is left alone; silent for what filters exclude. */
export function planHeld(pair: Pair, rules: PlanRules): readonly Change[] {
	const { held, paths, recordKey, local, remote } = pair;
	const seen = { paths, recordKey, local, remote };
	switch (held) {
		case null:
		case 'excluded':
		case 'within':
			return [];
		case 'nameCollision': {
			const missing = bothSides.find((side) => pair[side] === null);
			const arrives = missing !== undefined && receiversOf(rules.operation).includes(missing);
			if (arrives && rules.options.nameCollisions !== 'skip') return [collides(pair, missing)];
			break;
		}
		case 'link':
		case 'blockedByN8n':
		case 'incompleteListing':
		case 'unstorableName':
		case 'duplicateName':
			break;
	}
	return [change({ ...seen, action: 'skip', side: null, reason: held, status: 'skipped' })];
}

/** Reports a path that may exist in a folder that was not wholly read. */
export function planUnseen(paths: Change['paths']): Change {
	return change({
		action: 'skip',
		side: null,
		reason: 'incompleteListing',
		paths,
		status: 'skipped',
	});
}

function collides(pair: Pair, side: Side): Change {
	const entry = pair[across(side)];
	const path = entry?.path ?? pair.paths[side];
	return change({
		action: entry?.type === 'folder' ? 'createFolder' : transferTo(side),
		side,
		reason: 'nameCollision',
		paths: pair.paths,
		recordKey: pair.recordKey,
		local: pair.local,
		remote: pair.remote,
		status: 'failed',
		problem: new RemoteError({
			category: 'alreadyExists',
			stage: 'local',
			message: `${path} cannot be copied: its name differs from another one only in upper and lower case or in the form of its letters, and the other side holds such names to be one`,
			description: 'Rename one of the files, or choose Rename or Skip for Name Collisions.',
			path,
		}),
	});
}
