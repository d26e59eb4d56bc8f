import type { RunContext } from '../model/RunContext';
import { findSetAside, restoreSetAside, withRestored } from './restoreSetAside';
import { rereadEmpty, suspectFolders } from './rereadEmpty';
import { scanSide } from './scanSide';
import { bothSides, type Both, type Side } from './Side';
import type { SideScan } from './SideScan';
import { sourceOf, type SyncRequest } from './SyncOptions';
import type { SyncState } from './SyncState';
import { ownRelativePaths, type SyncSide } from './SyncSide';

/** Looks at both sides: lists them side by side, puts back what a killed run has set aside, and reads doubtful folders again. */
export async function survey(
	request: SyncRequest,
	sides: Both<SyncSide>,
	state: SyncState,
	run: RunContext,
): Promise<Both<SideScan>> {
	const { operation, filter, options, preview } = request;
	const isOwn = ownRelativePaths(sides, options.trashFolder);
	const leavesAlone = (path: string) =>
		isOwn(path) || bothSides.some((side) => sides[side].blocks(path));
	const knownFolders = [...state.records.values()].filter(({ type }) => type === 'folder').length;
	const look = async (side: Side): Promise<SideScan> => {
		const mustExist = sourceOf(operation) === side;
		const rules = { filter, leavesAlone, mustExist, knownFolders };
		const scan = await scanSide(sides[side], rules, run);
		const aside = findSetAside(scan);
		// A preview changes nothing, but must not take the lack for a deletion.
		if (preview) return withRestored(scan, aside);
		return await restoreSetAside(scan, aside, sides[side].endpoint);
	};
	const [local, remote] = await Promise.all([look('local'), look('remote')]);
	const scans = { local, remote };
	const again = (side: Side) => {
		const suspects = suspectFolders(scans, state.records, side);
		return rereadEmpty(scans[side], suspects, sides[side].endpoint, run);
	};
	const [localAgain, remoteAgain] = await Promise.all([again('local'), again('remote')]);
	return { local: localAgain, remote: remoteAgain };
}
