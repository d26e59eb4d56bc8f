import { emptyListing } from '../explain/emptyListing';
import { likelyCause } from '../explain/replyWordings';
import type { Entry } from '../model/Entry';
import type { Listing } from '../model/Listing';
import type { RemoteError } from '../model/RemoteError';
import { listFolder } from '../remote/listFolder';
import type { Session } from '../remote/Session';
import { listingCommand, type OpenedListing } from './openListing';
import type { Passed } from './StageRecorder';

type ModifiedPrecision = Entry['modifiedPrecision'];

const finest: readonly ModifiedPrecision[] = ['second', 'minute', 'day'];

/** Lists the Root Folder and reads the listing. @throws RemoteError `permission` for a folder that cannot be read */
export async function checkListing(
	session: Session,
	opened: OpenedListing,
): Promise<Passed & { readonly entries: readonly Entry[] }> {
	const refusal = unreadable(session, opened);
	if (refusal) throw refusal;
	const { entries, notes } = await listFolder(session, '/');
	const command = listingCommand(session);
	const modifiedPrecision = precisionOf(entries, command);
	return {
		entries,
		seen: {
			stage: 'listing',
			command,
			entries: entries.length,
			unknown: notes.length,
			modifiedPrecision,
		},
		facts: { listing: command, modifiedPrecision, entries: entries.length },
		more: { notUnderstood: notes.slice(0, 10).map(({ kind, text }) => ({ kind, text })) },
		error: entries.length === 0 ? nothingUnderstood(session, notes) : undefined,
	};
}

/** Single odd lines are worth a warning; a listing that has no others is none. */
function nothingUnderstood(session: Session, notes: Listing['notes']): RemoteError | undefined {
	const sample = notes.find(({ kind }) => kind === 'unknownLine')?.text;
	if (sample === undefined) return undefined;
	const how = 'oddListing';
	return session.error({ category: 'protocol', stage: 'listing', how, sample, path: '/' });
}

/** What the probe of the data connection was told, so that nothing has to be listed to say that nothing may be. */
function unreadable(
	session: Session,
	{ refusal, reply, bytes }: OpenedListing,
): RemoteError | null {
	const text = refusal?.ftpReply ?? (reply && bytes === 0 ? session.readable(reply.text) : '');
	const code = Number(text.slice(0, 3));
	const denied =
		likelyCause(text.slice(4)) === 'permission' ||
		emptyListing(listingCommand(session), '/', { code, text: text.slice(4) }) === 'unreadable';
	if (!denied) return null;
	return session.error({
		category: 'permission',
		stage: 'listing',
		path: '/',
		action: 'list',
		rootFolder: session.settings.rootFolder,
		ftpCode: code,
		ftpReply: text,
	});
}

/** The finest that any entry shows; of an empty folder what the command promises. */
function precisionOf(entries: readonly Entry[], command: 'MLSD' | 'LIST'): ModifiedPrecision {
	if (entries.length === 0) return command === 'MLSD' ? 'second' : 'minute';
	const shown = new Set(entries.map((entry) => entry.modifiedPrecision));
	return finest.find((one) => shown.has(one)) ?? 'none';
}
