import type { FolderMaker } from '../files/FolderMaker';
import type { Trash } from '../files/moveToTrash';
import type { Verify } from '../model/Receipt';
import type { RunContext } from '../model/RunContext';
import type { Both } from './Side';
import type { LinkWatch } from './LinkWatch';
import type { SideClock } from './sideRecord';
import type { StateSession } from './StateSession';
import type { SyncSide } from './SyncSide';

/** What carrying out a plan needs beside the plan. */
export interface Execution {
	readonly sides: Both<SyncSide>;
	/** Takes what is deleted or overwritten; null = nothing is kept. */
	readonly trash: Both<Trash> | null;
	/** Folders of each side that are known to exist. */
	readonly folders: Both<FolderMaker>;
	/** Of the remote side: the disk always shows links as links, and refuses to pass through them. */
	readonly links: LinkWatch;
	readonly session: StateSession;
	readonly verify: Verify;
	/** `asItIs`: a source that was edited after the scan is transferred as it is now · `asSeen`: it is stale, because a person approved what was seen. */
	readonly source: 'asItIs' | 'asSeen';
	readonly clocks: Both<SideClock>;
	/** Sides that keep the time that a written file is given. */
	readonly keepsModified: Both<boolean>;
	readonly run: RunContext;
}
