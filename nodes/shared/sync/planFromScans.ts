import type { Tree } from '../model/Tree';
import { relativeTo } from '../model/RemotePath';
import { change, type Change } from './Change';
import { bothSides, type Both, type Side } from './Side';
import type { SideScan } from './SideScan';

/** Names that cannot become paths are reported, as nothing else of them can be done. */
export function planUnsafeNames(trees: Both<Tree>): Change[] {
	return bothSides.flatMap((side) =>
		trees[side].notes
			.filter(({ kind }) => kind === 'unsafeName')
			.map(({ folder, text }) => {
				const above = relativeTo(trees[side].folder, folder);
				const path = above === '' ? text : `${above}/${text}`;
				return change({
					action: 'skip',
					side: null,
					reason: 'unsafeName',
					paths: { local: path, remote: path },
					status: 'skipped',
				});
			}),
	);
}

/** Folders to sync that do not exist yet are made first. */
export function planMissingFolders(
	scans: Both<Pick<SideScan, 'missing'>>,
	receivers: readonly Side[],
): Change[] {
	const paths = { local: '', remote: '' };
	return receivers
		.filter((side) => scans[side].missing)
		.map((side) => change({ action: 'createFolder', side, reason: 'new', paths }));
}
