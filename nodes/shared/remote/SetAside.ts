import { oldName } from '../model/ownNames';
import { folderOf, joinPath, nameOf } from '../model/RemotePath';
import { explainMissing } from './explainMissing';
import { findPaths } from './findPaths';
import { isDone, isRefusal, type Reply } from './Reply';
import type { Remote } from './Remote';
import type { Session } from './Session';

/**
 * The old file of a server that does not rename over one: set aside first and removed last, so that one of the two
 * always exists. It outlives the tries of one change, since an answer may be lost at each step.
 */
export class SetAside {
	private readonly aside: string;
	/** The old file may lie there. */
	private held = false;

	constructor(
		private readonly remote: Remote,
		private readonly path: string,
	) {
		this.aside = joinPath(folderOf(path), oldName(nameOf(path), remote.run.random));
	}

	/** Sets the old file aside; null when done, otherwise the refusal. */
	async hold(session: Session): Promise<Reply | null> {
		this.held = true;
		const refusal = await renameOnce(session, this.path, this.aside);
		if (refusal) this.held = false;
		return refusal;
	}

	/** The new file has its name: the old one goes, where it was set aside. */
	async remove(session: Session): Promise<void> {
		if (!this.held) return;
		const { path, aside } = this;
		const gone = await session.ask(`DELE ${session.wire(aside)}`, about(path, 'DELE'));
		this.held = false;
		if (isDone(gone)) return;
		const failure = await explainMissing(session, aside, 'deleteFile', gone);
		if (failure.category !== 'notFound')
			this.remote.run.hint(
				`The old version of ${path} could not be deleted: it stays beside it as ${nameOf(aside)}.`,
			);
	}

	/**
	 * After a failure: the old file takes its name again, unless the new one has it. Needs a connection of its own, so
	 * the caller must not hold one.
	 */
	async putBack(): Promise<void> {
		if (!this.held) return;
		const { remote, path, aside } = this;
		try {
			const back = await remote.tidy(async (session) => {
				const [old, there] = await findPaths(session, [aside, path]);
				if (old === null) return true;
				if (old instanceof Error || there instanceof Error) return false;
				if (there) {
					await this.remove(session);
					return true;
				}
				return (await renameOnce(session, aside, path)) === null;
			});
			if (back) return;
		} catch {
			// Told below.
		}
		remote.run.hint(
			`The old version of ${path} was set aside as ${nameOf(aside)} and could not be given its name back.`,
		);
	}
}

/** RNFR and RNTO in one flight; the refusal, or null when done. @throws RemoteError when the connection breaks */
export async function renameOnce(
	session: Session,
	from: string,
	to: string,
): Promise<Reply | null> {
	const [first, second] = await session.flight(
		[`RNFR ${session.wire(from)}`, `RNTO ${session.wire(to)}`],
		about(from, 'RNTO'),
	);
	return second ? refusalOfRename(first, second) : (first ?? null);
}

/** The reply that refused a rename, null when it was done. RNTO after a refused RNFR says nothing but 503. */
export function refusalOfRename(from: Reply | undefined, to: Reply): Reply | null {
	if (isDone(to)) return null;
	return from && isRefusal(from) ? from : to;
}

const about = (path: string, verb: string) => ({ stage: 'command', path, verb }) as const;
