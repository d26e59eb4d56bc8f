import { classifyReply } from '../explain/classifyReply';
import type { About } from './classifyError';
import { isSuccess, receive, type Received, type Sink } from './receive';
import { isDone, isUnknownCommand, type Reply } from './Reply';
import type { Session } from './Session';
import { beginTransfer, type TransferCommand } from './Transfer';

/** What a listing of a folder is about, for errors. */
export const listingOf = (path: string, verb = 'LIST'): About => ({
	stage: 'listing',
	path,
	verb,
	direction: 'listing',
});

/**
 * The whole text of a listing, as bytes one character each; null when the server does not know the command.
 * @param another whether another listing of the same folder follows
 * @throws RemoteError `dataChannel` when it was cut short twice
 */
export async function readWhole(
	session: Session,
	verb: 'LIST' | 'MLSD',
	argument: string,
	path: string,
	another: TransferCommand['another'] = 'no',
): Promise<string | null> {
	for (let reading = 1; ; reading++) {
		const command = { verb, argument, restart: 0, another };
		const { text, received } = await readOnce(session, command, path);
		const { reply } = received;
		if (reply && isUnknownCommand(reply) && text === '') return null;
		if (reply && text === '' && isEmptyFolder(session, path, verb, reply)) return '';
		const whole = isSuccess(received) && received.orderly && (text === '' || text.endsWith('\n'));
		// Nothing at all is read twice: a data connection that was lost before its first byte looks like that too.
		if (whole && (text !== '' || reading > 1)) return text;
		if (reading < 2 && session.usable) continue;
		throw cutShort(session, path, verb, received);
	}
}

/**
 * An empty folder is refused by some servers: `550 No files found`, `450 No such file or directory` (wu-ftpd). That the
 * account may not read it, or that the server is busy, is something else.
 */
function isEmptyFolder(session: Session, path: string, verb: string, reply: Reply): boolean {
	if (reply.code !== 550 && reply.code !== 450) return false;
	const { likely } = classifyReply({
		verb,
		argument: path,
		code: reply.code,
		text: session.readable(reply.text).slice(4),
		stage: 'listing',
	});
	// Pure-FTPd 1.0.50 says this of a folder that may be entered but not read.
	if (/can't check for file existence/i.test(reply.text)) return false;
	return likely === 'notFound' || (likely === null && reply.code === 550);
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
