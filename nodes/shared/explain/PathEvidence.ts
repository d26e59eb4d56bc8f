import type { Category } from '../model/category';
import type { Seen } from './Seen';

/** What was being done with a path. */
export type PathAction =
	| 'list'
	| 'download'
	| 'upload'
	| 'append'
	| 'deleteFile'
	| 'deleteFolder'
	| 'createFolder'
	| 'rename'
	| 'look'
	| 'change';

interface PathSeen<C extends Category> extends Seen<C> {
	readonly action?: PathAction;
	/** The new name, when renaming. */
	readonly toPath?: string;
	/** What is (or is not) there, where that is known. */
	readonly type?: 'file' | 'folder';
}

export interface NotFoundSeen extends PathSeen<'notFound'> {
	/** True when the folder that should hold the path is missing. */
	readonly parentMissing?: boolean;
	/** As the credential has it (empty = where the login lands), when the path is the Root Folder itself. */
	readonly rootFolder?: string;
}
export interface PermissionSeen extends PathSeen<'permission'> {
	/** As the credential has it, when the path is the Root Folder itself. */
	readonly rootFolder?: string;
}
export interface AlreadyExistsSeen extends PathSeen<'alreadyExists'> {
	/** What was to be moved there. */
	readonly moved?: 'file' | 'folder';
}
export type NotEmptySeen = PathSeen<'notEmpty'>;
export type QuotaSeen = PathSeen<'quota'>;

/** How a transfer proved wrong. */
export type IntegrityFailure =
	| 'sizeDiffers'
	| 'hashDiffers'
	| 'changedMeanwhile'
	| 'endedLonger'
	| 'endedShort'
	/** A proven upload that is gone before it got its name. */
	| 'takenAway';

export interface IntegritySeen extends Seen<'integrity'> {
	readonly how: IntegrityFailure;
	readonly direction: 'upload' | 'download';
	/** Bytes or hex hashes. */
	readonly expected?: number | string;
	readonly actual?: number | string;
	readonly algorithm?: string;
}
