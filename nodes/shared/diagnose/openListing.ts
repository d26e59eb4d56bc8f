import type { StageSeen } from '../explain/StageSeen';
import { RemoteError } from '../model/RemoteError';
import type { About } from '../remote/classifyError';
import { extendedTarget, passiveTarget, type DataTarget } from '../remote/passive';
import { isRefusal, isUnknownCommand, type Reply } from '../remote/Reply';
import { isSuccess, receive, type Received, type Sink } from '../remote/receive';
import { offers } from '../remote/ServerProfile';
import type { Session } from '../remote/Session';
import { beginTransfer, type Transfer } from '../remote/Transfer';

/** A listing that was carried over a data connection, whatever it says. */
export interface OpenedListing {
	readonly seen: Extract<StageSeen, { stage: 'dataChannel' }>;
	/** The command that the port was asked for with; null in active mode. */
	readonly passiveCommand: 'EPSV' | 'PASV' | null;
	/** The connection came about, but the server would not list. */
	readonly refusal: RemoteError | null;
	readonly reply: Reply | null;
	readonly bytes: number;
}

const aboutThePath = new Set(['permission', 'notFound', 'unsupported', 'notEmpty', 'quota']);

/**
 * Whether the failure of a listing says something about the folder or the command, not about the data connection.
 * 450 and 451 do: the server could not read the folder, or calls an empty one an error (RFC 959 section 4.2.2).
 */
function isAboutThePath({ category, ftpCode, data }: RemoteError): boolean {
	if (category === 'dataChannel')
		return data?.['how'] === 'replied' && (ftpCode === 450 || ftpCode === 451);
	return aboutThePath.has(category);
}

/** The command that lists folders here, as `listFolder` chooses it. */
export function listingCommand({ profile }: Session): 'MLSD' | 'LIST' {
	const offered = offers(profile, 'MLSD') || offers(profile, 'MLST');
	const usable = profile.features?.size !== 0 && !profile.unknown.has('MLSD');
	return offered && usable ? 'MLSD' : 'LIST';
}

/**
 * Lists the current folder once, to see whether a data connection comes about and carries bytes to its end.
 * @throws RemoteError `dataChannel` and others, when it does not
 */
export async function openListing(session: Session): Promise<OpenedListing> {
	const began = performance.now();
	const verb = listingCommand(session);
	const about: About = { stage: 'data', path: '/', verb, direction: 'listing' };
	let transfer: Transfer | undefined;
	try {
		const command = { verb, argument: '', restart: 0, another: 'no' } as const;
		transfer = await beginTransfer(session, command, about);
		const resumed = isResumed(session, transfer);
		const received = await receive(session, transfer, nowhere, about);
		const refusal = judge(session, transfer, received, about);
		const { reply, bytes } = received;
		if (refusal && reply && isUnknownCommand(reply) && verb === 'MLSD')
			return await withoutMlsd(session);
		return {
			...opened(session, transfer, resumed, began, refusal !== null),
			reply,
			bytes,
			refusal,
		};
	} catch (error) {
		if (!(error instanceof RemoteError)) throw error;
		if (error.category === 'timeout') throw silent(session, transfer, error);
		if (!isAboutThePath(error) || error.stage === 'passive') throw error;
		// Over TLS the refusal comes in place of the handshake: the port could be reached.
		if (verb === 'MLSD' && isUnknown(error)) return await withoutMlsd(session);
		return {
			...opened(session, transfer, null, began, true),
			...{ refusal: error, reply: null, bytes: 0 },
		};
	}
}

async function withoutMlsd(session: Session): Promise<OpenedListing> {
	session.profile.unknown.add('MLSD');
	return await openListing(session);
}

const nowhere: Sink = {
	accept: () => undefined,
	attach: () => undefined,
	detach: () => undefined,
	satisfied: false,
};

/** The refusal when it is about the folder, null when all went well. @throws RemoteError when the connection failed */
function judge(
	session: Session,
	transfer: Transfer,
	received: Received,
	about: About,
): RemoteError | null {
	const { reply, bytes } = received;
	if (reply && isRefusal(reply)) {
		const error = session.refusal(reply, { ...about, bytesSoFar: bytes });
		if (!isAboutThePath(error) || bytes > 0) throw error;
		return error;
	}
	if (isSuccess(received) && received.orderly) return null;
	throw session.error({
		category: 'dataChannel',
		stage: 'data',
		how: bytes > 0 ? 'cut' : 'reset',
		mode: transfer.mode,
		direction: 'listing',
		path: '/',
		bytesSoFar: bytes,
		ftpCode: reply?.code ?? null,
		ftpReply: reply ? session.readable(reply.text) : null,
	});
}

/** The command went out and nothing moved: whatever the server says or not, the data connection is at fault. */
function silent(session: Session, transfer: Transfer | undefined, error: RemoteError): RemoteError {
	const bytes = Number(error.data?.['bytesSoFar'] ?? 0);
	if (error.stage === 'passive') return noPort(session, error);
	if (bytes > 0) return error;
	const target = targetOf(session);
	return session.error(
		{
			category: 'dataChannel',
			stage: 'data',
			how: transfer?.begun() ? 'silent' : 'noReply150',
			mode: session.settings.mode,
			direction: 'listing',
			path: '/',
			address: target?.host,
			dataPort: target?.port,
			announcedAddress: target?.announced ?? undefined,
			seconds: session.settings.timeoutMs / 1000,
		},
		error,
	);
}

/** The question for a port got no answer: firewalls that follow FTP swallow a command that they do not know. */
function noPort(session: Session, error: RemoteError): RemoteError {
	const asked = session.protocol.last().filter((line) => /^> (EPSV|PASV)/.test(line));
	return session.error(
		{
			category: 'timeout',
			stage: 'passive',
			seconds: session.settings.timeoutMs / 1000,
			waitingFor: 'reply',
			verb: asked.at(-1)?.slice(2) ?? 'PASV',
		},
		error,
	);
}

function opened(
	session: Session,
	transfer: Transfer | undefined,
	resumed: boolean | null,
	began: number,
	refused: boolean,
): Pick<OpenedListing, 'seen' | 'passiveCommand'> {
	const mode = transfer?.mode ?? session.settings.mode;
	const target = mode === 'passive' ? targetOf(session) : null;
	return {
		seen: {
			stage: 'dataChannel',
			mode,
			address: target?.host ?? null,
			dataPort: target?.port ?? null,
			announcedAddress: target?.announced ?? null,
			resumed,
			refused,
			durationMs: Math.round(performance.now() - began),
		},
		passiveCommand: mode === 'passive' ? session.profile.passive : null,
	};
}

/** Where the last port was announced, read from the conversation. */
function targetOf(session: Session): DataTarget | null {
	const { remoteAddress, settings } = session;
	const line = session.protocol
		.last()
		.filter((one) => /^< 22[79]/.test(one))
		.at(-1);
	if (line === undefined) return null;
	const reply = { code: Number(line.slice(2, 5)), text: line.slice(2) };
	return (
		extendedTarget(reply, remoteAddress) ??
		passiveTarget(reply, remoteAddress, settings.passiveAddress === 'server')
	);
}

/** Null without TLS. */
function isResumed({ secured }: Session, { socket }: Transfer): boolean | null {
	if (!secured) return null;
	// With TLS on the control connection the data connection has it too: PROT P is never left out.
	return (socket as typeof secured).isSessionReused();
}

function isUnknown({ category, ftpCode, ftpReply }: RemoteError): boolean {
	if (category === 'unsupported') return true;
	return ftpCode !== null && isUnknownCommand({ code: ftpCode, text: ftpReply ?? '' });
}
