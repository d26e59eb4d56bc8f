import { emptyListing } from '../explain/emptyListing';
import type { About } from './classifyError';
import { isSuccess, receive, type Received, type Sink } from './receive';
import { isDone, isUnknownCommand, type Reply } from './Reply';
import type { Session } from './Session';
import type { ListingCommand } from './showsSelf';
import { beginTransfer, type TransferCommand } from './Transfer';

/** What a listing of a folder is about, for errors. */
export const listingOf = (path: string, verb = 'LIST'): About => ({
	stage: 'listing',
	path,
	verb,
	direction: 'listing',
});

/** The whole text of a listing, as bytes one character each. */
export interface WholeListing {
	readonly text: string;
	/** The answer that came in place of a listing and leaves open whether the folder is empty; null for a listing. */
	readonly doubt: string | null;
	/** The folder was called empty by a refusal. */
	readonly refused: boolean;
}

/**
 * The whole text of a listing; null when the server does not know the command.
 * @param another whether another listing of the same folder follows
 * @throws RemoteError `dataChannel` when it was cut short twice, `permission` when the folder may not be read
 */
export async function readWhole(
	session: Session,
	{ verb, argument }: ListingCommand,
	path: string,
	another: TransferCommand['another'] = 'no',
): Promise<WholeListing | null> {
	for (let reading = 1; ; reading++) {
		const command = { verb, argument, restart: 0, another };
		const { text, received } = await readOnce(session, command, path);
		const { reply } = received;
		if (reply && isUnknownCommand(reply) && text === '') return null;
		if (reply && text === '') {
			const means = meaningOf(session, path, verb, reply);
			if (means === 'unreadable') throw unreadable(session, path, reply);
			const refused = means === 'empty' && !isDone(reply);
			// A server that leaves with its first refusal cannot be asked again.
			if (means === 'doubtful' || (refused && reading < 2 && !session.usable))
				return { text, doubt: session.readable(reply.text), refused: true };
			if (refused && reading > 1) return { text, doubt: null, refused: true };
		}
		const whole = isSuccess(received) && received.orderly && (text === '' || text.endsWith('\n'));
		// Nothing at all is read twice: a data connection that was lost before its first byte looks like that too.
		if (whole && (text !== '' || reading > 1)) return { text, doubt: null, refused: false };
		if (reading < 2 && session.usable) continue;
		throw cutShort(session, path, verb, received);
	}
}

function meaningOf(session: Session, path: string, verb: string, reply: Reply) {
	const text = session.readable(reply.text).slice(4);
	return emptyListing(verb, path, { code: reply.code, text });
}

function unreadable(session: Session, path: string, reply: Reply) {
	return session.error({
		category: 'permission',
		stage: 'listing',
		path,
		action: 'list',
		rootFolder: path === '/' ? session.settings.rootFolder : undefined,
		ftpCode: reply.code,
		ftpReply: session.readable(reply.text),
	});
}

async function readOnce(session: Session, command: TransferCommand, path: string) {
	const about = listingOf(path, command.verb);
	const transfer = await beginTransfer(session, command, about);
	const { sink, text } = collectText();
	const received = await receive(session, transfer, sink, about);
	return { text: text(), received };
}

/** Takes a listing's bytes; its text has one character for each. */
export function collectText(): { readonly sink: Sink; readonly text: () => string } {
	const pieces: Buffer[] = [];
	const sink: Sink = {
		accept: (chunk) => pieces.push(chunk),
		attach: () => undefined,
		detach: () => undefined,
		satisfied: false,
	};
	return { sink, text: () => Buffer.concat(pieces).toString('latin1') };
}

function cutShort(session: Session, path: string, verb: string, { reply, bytes }: Received) {
	const about = { ...listingOf(path, verb), stage: 'data' as const, bytesSoFar: bytes };
	if (reply && !isDone(reply)) return session.refusal(reply, about);
	return session.error({
		category: 'dataChannel',
		stage: 'data',
		how: 'cut',
		mode: session.settings.mode,
		direction: 'listing',
		path,
		bytesSoFar: bytes,
		ftpCode: reply?.code ?? null,
		ftpReply: reply ? session.readable(reply.text) : null,
	});
}
