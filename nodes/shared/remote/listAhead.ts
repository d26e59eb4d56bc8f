import type { Listing } from '../model/Listing';
import { enter, isFruitless, usesMlsd } from './listFolder';
import { mayAskAhead } from './passive';
import { collectText, listingOf } from './readListing';
import { receiveData, withAnswer } from './receive';
import { isDone, type Reply } from './Reply';
import { hasSetAside } from './restoreSetAside';
import type { Session } from './Session';
import { noteSelf, type ListingCommand } from './showsSelf';
import { beginTransfer } from './Transfer';
import { understand, type ListingText } from './understandListing';

/** A listing whose text has come and whose last answer is under way. */
export interface ListingAhead {
	/** null when the answer makes the text doubtful, or more has to be asked: the folder is to be listed in the ordinary way. */
	readonly outcome: Promise<Listing | null>;
	/** Ends the connection that the answer is awaited on. */
	readonly giveUp: (reason: Error) => void;
}

/**
 * Lists a folder so that the connection is free for its next task when the data have ended: the answer to the listing
 * comes beside that task's first command, a round trip less for each folder. vsftpd 3.0.3, ProFTPD 1.3.8 and Pure-FTPd
 * 1.0.50 answer in order what is sent at the end of the data.
 * @returns null where the server is not known to bear that, or where what came is not whole at first sight; the
 * connection is as free then as after an ordinary listing
 * @throws RemoteError `notFound`, `permission`, `dataChannel`
 */
export async function listAhead(session: Session, folder: string): Promise<ListingAhead | null> {
	const command = settledCommand(session);
	if (!command) return null;
	await enter(session, folder);
	const about = listingOf(folder, command.verb);
	const transfer = await beginTransfer(session, { ...command, restart: 0, another: 'no' }, about);
	const { sink, text } = collectText();
	const data = await receiveData(session, transfer, sink);
	const listed: ListingText = { verb: command.verb, text: text(), folder };
	if (!data.orderly || !listed.text.endsWith('\n')) {
		await withAnswer(data, session, transfer, sink, about);
		return null;
	}
	noteSelf(session, command, listed.text);
	const outcome = judge(session, listed, transfer.finished);
	outcome.catch(() => undefined);
	return { outcome, giveUp: (reason) => session.kill(reason) };
}

/** The command that folders of this server are listed by, once nothing has to be found out any more. */
function settledCommand(session: Session): ListingCommand | null {
	const { listsAll } = session.profile;
	if (!mayAskAhead(session)) return null;
	if (usesMlsd(session)) return { verb: 'MLSD', argument: '' };
	return listsAll === null ? null : { verb: 'LIST', argument: listsAll ? '-a' : '' };
}

async function judge(
	session: Session,
	listed: ListingText,
	finished: Promise<Reply>,
): Promise<Listing | null> {
	if (!isDone(await finished)) return null;
	const { listing, probes } = understand(session, listed);
	const settled = probes.length === 0 && !isFruitless(listing) && !hasSetAside(listing);
	return settled ? listing : null;
}
