import type { Change } from './Change';

/**
 * The order of work. What must give way goes first; a moved file has its new name before it loses the old one, because
 * every transfer comes before every deletion.
 */
export type Phase =
	| 'rename'
	| 'clearFiles'
	| 'clearFolders'
	| 'createFolders'
	| 'transfer'
	| 'deleteFiles'
	| 'deleteFolders';

export const phases: readonly Phase[] = [
	...(['rename', 'clearFiles', 'clearFolders', 'createFolders'] as const),
	...(['transfer', 'deleteFiles', 'deleteFolders'] as const),
];

/** The phase that carries a change out; null for what is only told. */
export function phaseOf({ action, status, side, reason }: Change): Phase | null {
	if (status !== 'planned' || side === null) return null;
	switch (action) {
		case 'rename':
			return 'rename';
		case 'createFolder':
			return 'createFolders';
		case 'upload':
		case 'download':
			return 'transfer';
		case 'deleteFile':
			return reason === 'replaced' ? 'clearFiles' : 'deleteFiles';
		case 'deleteFolder':
			return reason === 'replaced' ? 'clearFolders' : 'deleteFolders';
		case 'conflict':
		case 'skip':
			return null;
	}
}
