import type { Entry } from '../model/Entry';
import { isCategory, RemoteError } from '../model/RemoteError';
import { findPath, sizeOf } from './findPaths';
import { isDone } from './Reply';
import type { Remote } from './Remote';
import type { Session } from './Session';

/** An upload that was cut goes on only where more than this much of it is there (a new start costs less otherwise). */
const worthResuming = 1024 * 1024;
/** Two looks this far apart must agree: the server may still be at work on what it had received. */
const settleMs = 1000;

/**
 * The name that the bytes of an upload go to over several tries: a temporary one, or in place the final one, where
 * an older file may lie that is not ours to continue or to delete.
 */
export class UploadTarget {
	/** A connection was had: something of ours may be on the server. */
	used = false;
	/** The server began to take the bytes: what lies there is no older file any more. */
	begun = false;
	/** STOR went out and its connection was lost: the server may carry it out later, and then something is there. */
	inDoubt = false;
	/** The server answered the last STOR (150 or 125). */
	answered = false;
	/** The last try was cut, not proven wrong. */
	cut = false;
	/** The proven file did not get its final name, though that was tried as often as may be. */
	refused = false;
	/** Most bytes of the file that were handed to a data connection. */
	sent = 0;
	/** What was there before; undefined where that is not known. */
	private before: Entry | null | undefined = undefined;

	constructor(
		readonly path: string,
		private readonly inPlace: boolean,
	) {}

	/** In place: notes what is there before the first byte is sent. @throws RemoteError when the connection breaks */
	async look(session: Session): Promise<Entry | null | undefined> {
		if (!this.inPlace || this.begun) return undefined;
		try {
			this.before = await findPath(session, this.path);
		} catch (error) {
			if (!session.usable) throw error;
		}
		return this.before;
	}

	/** How much of a cut upload is safely there; 0 = begin anew. @param size of the source, null when unknown */
	async resumePoint(remote: Remote, size: number | null): Promise<number> {
		const { cut, begun, inPlace, before, sent } = this;
		if (!cut || (inPlace && !begun) || remote.profile.unknown.has('REST')) return 0;
		if (size === null || size <= worthResuming) return 0;
		const ask = async () => await remote.use(async (session) => await sizeOf(session, this.path));
		const first = await ask();
		// More than was sent, or just what was there before, is not ours.
		if (first === null || first <= worthResuming || first > Math.min(size, sent)) return 0;
		if (inPlace && (before === undefined || before?.size === first)) return 0;
		await remote.run.sleep(settleMs);
		return (await ask()) === first ? first : 0;
	}

	/**
	 * vsftpd 3.0.3 locks the file that it writes, and a session that has not noticed its cut keeps the lock for minutes:
	 * whoever goes on with that file waits without an answer. Under another name the upload comes about.
	 */
	isLocked(offset: number, error: unknown): boolean {
		if (offset === 0 || this.answered || !(error instanceof RemoteError)) return false;
		return error.ftpCode === null && isCategory(error, 'timeout', 'dataChannel');
	}

	/**
	 * Removes what a failed try left on the server, also after the run was stopped; never an older file that was not begun
	 * to be overwritten. False when something may still be there.
	 */
	async discard(remote: Remote): Promise<boolean> {
		if (!this.used) return true;
		try {
			let left = await this.remove(remote);
			if (left === 'nothing' && this.inDoubt) {
				await settle(remote);
				left = await this.remove(remote);
			}
			return left !== 'file';
		} catch {
			return false;
		}
	}

	/** What was found: `gone` now, `nothing` of ours, or a `file` that the server does not let us delete. */
	private async remove(remote: Remote): Promise<'gone' | 'nothing' | 'file'> {
		return await remote.tidy(async (session) => {
			if (this.inPlace && !(await this.isOurs(session))) return 'nothing';
			const reply = await session.ask(`DELE ${session.wire(this.path)}`, {
				stage: 'command',
				path: this.path,
				verb: 'DELE',
			});
			if (isDone(reply)) return 'gone';
			return reply.code === 550 || reply.code === 553 ? 'nothing' : 'file';
		});
	}

	/** In place, when no 150 was seen, only a difference to what was there before shows that the file is ours. */
	private async isOurs(session: Session): Promise<boolean> {
		if (this.begun) return true;
		if (this.before === undefined) return false;
		const now = await findPath(session, this.path);
		if (now === null || now.type !== 'file') return false;
		if (this.before === null) return true;
		return now.size !== this.before.size || now.modifiedAt !== this.before.modifiedAt;
	}
}

/** Time for the server to carry out what it had received; a stopped run waits a little too, since nobody comes back to look. */
async function settle({ run }: Remote): Promise<void> {
	if (run.signal.aborted) await new Promise((resolve) => setTimeout(resolve, settleMs / 4));
	else await run.sleep(settleMs).catch(() => undefined);
}
