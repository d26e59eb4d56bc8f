import { joinPath } from '../model/RemotePath';
import { partName } from '../model/ownNames';
import { findPaths } from '../remote/findPaths';
import { isDone } from '../remote/Reply';
import type { Session } from '../remote/Session';

/** The files that the write probe makes, and their end. Their names are our own kind, which Sync and Trigger pass over. */
export class ProbeFiles {
	private readonly left = new Set<string>();

	constructor(private readonly random: () => number) {}

	/** A path in the Root Folder that nothing has; it counts as there from now on. */
	newPath(): string {
		const path = joinPath('/', partName('connection-test', this.random));
		this.left.add(path);
		return path;
	}

	/** What may still be on the server. */
	get paths(): readonly string[] {
		return [...this.left];
	}

	/** Deletes what is left, and asks whether it is gone. @throws RemoteError when the connection breaks */
	async remove(session: Session): Promise<boolean> {
		for (const path of this.paths) {
			const about = { stage: 'command', path, verb: 'DELE' } as const;
			const reply = await session.ask(`DELE ${session.wire(path)}`, about);
			if (isDone(reply)) this.left.delete(path);
		}
		const remaining = this.paths;
		const looks = remaining.length === 0 ? [] : await findPaths(session, remaining);
		for (const [index, path] of remaining.entries())
			if (looks[index] === null) this.left.delete(path);
		return this.left.size === 0;
	}
}
