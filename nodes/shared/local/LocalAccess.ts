/** A folder held open, so that nothing on the way to it can be swapped for a link. */
export interface PinnedFolder {
	/** A path that leads to `name` in this very folder, whatever happens to the folders above; `.` is the folder itself. */
	readonly resolvePath: (name: string) => string;
	readonly close: () => Promise<void>;
}

/** Who may touch what on the disk. Paths are absolute paths of the disk. */
export interface LocalAccess {
	/**
	 * The path with every link on its way resolved; what does not exist yet hangs on its nearest existing folder.
	 * @throws RemoteError `permission` where access is not allowed
	 */
	check(path: string): Promise<string>;
	/** Whether access to a path without links is not allowed. */
	isBlocked(path: string): boolean;
	/** Holds an existing folder open without following links; null where that cannot be done. */
	pin(folder: string): Promise<PinnedFolder | null>;
}
