import { FolderMaker } from '../files/FolderMaker';
import type { Abilities } from '../model/Endpoint';
import type { RunContext } from '../model/RunContext';
import type { Execution } from './Execution';
import { LinkWatch } from './LinkWatch';
import { forBoth, type Both } from './Side';
import type { StateSession } from './StateSession';
import type { SyncOptions } from './SyncOptions';
import { trashFolders, type SyncSide } from './SyncSide';
import { clocksOf } from './syncRules';

/** Gathers what carrying out a plan needs. */
export function executionOf(
	options: Pick<SyncOptions, 'trashFolder' | 'verify'>,
	sides: Both<SyncSide>,
	abilities: Both<Abilities>,
	session: StateSession,
	source: Execution['source'],
	run: RunContext,
): Execution {
	const at = run.now();
	const trash = trashFolders(sides, options.trashFolder);
	return {
		sides,
		session,
		run,
		source,
		verify: options.verify,
		trash: trash === null ? null : forBoth((side) => ({ folder: trash[side], at })),
		links: new LinkWatch(sides.remote.endpoint, sides.remote.folder),
		folders: forBoth((side) => new FolderMaker(sides[side].endpoint)),
		clocks: clocksOf(abilities),
		keepsModified: forBoth((side) => abilities[side].keepsModified),
	};
}
