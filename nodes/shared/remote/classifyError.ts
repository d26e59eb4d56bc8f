import type { Direction, Evidence } from '../explain/Evidence';
import { classifyReply, dataFailureOf } from '../explain/classifyReply';
import { toError } from '../explain/explain';
import type { Stage } from '../model/category';
import { RemoteError } from '../model/RemoteError';
import { ControlClosed } from './ControlChannel';
import { Unreachable } from './dial';
import type { Reply } from './Reply';
import { NotFtp } from './ReplyReader';
import { HostNotFound } from './resolveHost';
import { HandshakeFailed } from './secure';
import { Silence } from './SilenceTimer';

/** What was being done when something went wrong. */
export interface About {
	readonly stage: Stage;
	/** Relative to the Root Folder. */
	readonly path?: string | null;
	/** The command, for the messages. */
	readonly verb?: string;
	/** Where bytes of a file or listing were to move. */
	readonly direction?: Direction;
	readonly bytesSoFar?: number;
}

/** The connection that it happened on, as far as an error tells it. */
export interface Whereabouts {
	readonly host: string;
	readonly port: number;
	readonly user: string;
	readonly timeoutMs: number;
	readonly minTlsVersion?: string;
	readonly localAddress?: string;
}

/** Turns what the network, TLS or the reading of replies threw into the error that a person sees. */
export function classifyError(error: unknown, about: About, where: Whereabouts): RemoteError {
	if (error instanceof RemoteError) return error;
	return toError({ ...seen(error, about, where), ...common(about, where) }, error);
}

/** Turns a reply that was not the wanted one into an error, where the server need not be asked about the path. */
export function classifyRefusal(
	reply: Reply & { readonly readable: string },
	about: About,
	where: Whereabouts,
	openOfOurs: number,
): RemoteError {
	const meaning = classifyReply({
		verb: about.verb ?? '',
		argument: about.path ?? undefined,
		code: reply.code,
		text: reply.readable.slice(4),
		stage: about.stage,
		ourOpenConnections: openOfOurs,
	});
	const category =
		meaning.category === 'ask' ? (meaning.likely ?? meaning.fallback) : meaning.category;
	const facts = { ...common(about, where), ftpCode: reply.code, ftpReply: reply.readable };
	const evidence = refusalEvidence(category, reply, about, openOfOurs);
	return toError({ ...evidence, ...facts });
}

function refusalEvidence(
	category: RemoteError['category'],
	reply: Reply & { readonly readable: string },
	about: About,
	openOfOurs: number,
): Evidence {
	const { stage, verb = '' } = about;
	switch (category) {
		case 'dataChannel':
			return {
				category,
				stage: stage === 'command' ? 'data' : stage,
				how: dataFailureOf(reply.code, reply.readable),
				mode: 'passive',
				direction: about.direction ?? 'listing',
				bytesSoFar: about.bytesSoFar,
			};
		case 'tooManyConnections':
			return { category, stage, openOfOurs };
		case 'tlsUnsupported':
			return { category, stage, what: verb === 'AUTH' ? 'AUTH' : 'PROT' };
		case 'tlsHandshake':
			return { category, stage, how: 'clientCertificate', libraryText: reply.readable };
		case 'unsupported':
			return { category, stage, command: verb, neededFor: neededFor(verb) };
		case 'protocol':
			return { category, stage, how: 'unexpectedReply', sample: reply.readable, verb };
		case 'connectionLost':
			return {
				category,
				stage,
				during: about.direction ?? (stage === 'login' ? 'login' : 'command'),
			};
		case 'timeout':
			return { category, stage, seconds: 0, waitingFor: 'reply', verb };
		case 'auth':
		case 'tlsRequired':
		case 'notFound':
		case 'permission':
		case 'alreadyExists':
		case 'notEmpty':
		case 'quota':
			return { category, stage };
		default:
			return { category: 'protocol', stage, how: 'unexpectedReply', sample: reply.readable, verb };
	}
}

function common(about: About, { host, port, user }: Whereabouts) {
	return { host, port, user, path: about.path ?? null, stage: about.stage };
}

function seen(error: unknown, about: About, where: Whereabouts): Evidence {
	const { stage } = about;
	if (isAbort(error)) return { category: 'cancelled', stage };
	if (error instanceof HostNotFound) return { category: 'dns', stage: 'resolve', code: error.code };
	if (error instanceof Unreachable) return unreachable(error, about, where);
	if (error instanceof HandshakeFailed) return failedHandshake(error, about, where);
	if (error instanceof ControlClosed) return lost(error, about, where);
	if (error instanceof NotFtp) return { category: 'protocol', stage, ...notFtp(error) };
	if (error instanceof Silence) return silence(about, where);
	return { category: 'connectionLost', stage, during: during(about), bytesSoFar: about.bytesSoFar };
}

function isAbort(error: unknown): boolean {
	return error instanceof Error && (error.name === 'AbortError' || /cancell?ed/i.test(error.name));
}

function unreachable(error: Unreachable, about: About, where: Whereabouts): Evidence {
	if (error.timedOut)
		return {
			category: 'timeout',
			stage: about.stage,
			seconds: where.timeoutMs / 1000,
			waitingFor: 'connection',
		};
	return {
		category: 'unreachable',
		stage: about.stage,
		code: error.failed.at(-1)?.code ?? 'ECONNREFUSED',
		addresses: error.failed.map(({ address }) => address),
		localAddress: where.localAddress,
	};
}

/** A plain server answers a TLS hello with text: OpenSSL calls that a wrong version or packet length. */
const plainAnswer =
	/WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST|UNKNOWN_PROTOCOL|RECORD_LAYER_FAILURE/;
const versionTooOld =
	/UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION|VERSION_TOO_LOW|NO_PROTOCOLS_AVAILABLE|NO_SHARED_CIPHER|HANDSHAKE_FAILURE/;

function failedHandshake(error: HandshakeFailed, about: About, where: Whereabouts): Evidence {
	const { stage } = about;
	if (error.how === 'silent')
		return { category: 'timeout', stage, seconds: where.timeoutMs / 1000, waitingFor: 'tls' };
	if (error.how === 'closed') return { category: 'connectionLost', stage, during: 'tls' };
	const how = plainAnswer.test(error.code)
		? 'explicitExpected'
		: versionTooOld.test(error.code)
			? 'versionTooOld'
			: /CERTIFICATE_REQUIRED|BAD_CERTIFICATE|UNKNOWN_CA/.test(error.code)
				? 'clientCertificate'
				: 'other';
	return {
		category: 'tlsHandshake',
		stage,
		how,
		libraryText: error.code,
		minTlsVersion: where.minTlsVersion,
	};
}

function lost(error: ControlClosed, about: About, where: Whereabouts): Evidence {
	const { stage } = about;
	if (error.reason instanceof Silence) return silence(about, where);
	if (error.reason instanceof NotFtp)
		return { category: 'protocol', stage, ...notFtp(error.reason) };
	if (isAbort(error.reason)) return { category: 'cancelled', stage };
	const tls = /CERTIFICATE_REQUIRED|BAD_CERTIFICATE|ALERT/.test(codeOf(error.reason));
	if (tls)
		return {
			category: 'tlsHandshake',
			stage: 'tls',
			how: 'clientCertificate',
			libraryText: codeOf(error.reason),
		};
	return { category: 'connectionLost', stage, during: during(about), bytesSoFar: about.bytesSoFar };
}

function silence(about: About, where: Whereabouts): Evidence {
	const seconds = where.timeoutMs / 1000;
	const { stage, direction, bytesSoFar, verb } = about;
	if (stage === 'greeting') return { category: 'timeout', stage, seconds, waitingFor: 'greeting' };
	if (stage === 'login') return { category: 'timeout', stage, seconds, waitingFor: 'login', verb };
	if (stage === 'data' && direction)
		return { category: 'timeout', stage, seconds, waitingFor: direction, bytesSoFar };
	return { category: 'timeout', stage, seconds, waitingFor: 'reply', verb };
}

function notFtp({ how, sample }: NotFtp) {
	if (/^SSH-/.test(sample)) return { how: 'looksLikeSsh', sample } as const;
	if (/^HTTP\/|^<!DOCTYPE|^<html/i.test(sample)) return { how: 'looksLikeHttp', sample } as const;
	return { how, sample } as const;
}

function during({ stage, direction }: About) {
	if (direction) return direction;
	if (stage === 'greeting' || stage === 'tls' || stage === 'login') return stage;
	return 'command';
}

function codeOf(error: Error): string {
	return 'code' in error ? String(error.code) : error.message;
}

/** Completes "which is needed to …". */
function neededFor(verb: string): string {
	const purposes: Readonly<Record<string, string>> = {
		RETR: 'download files',
		STOR: 'upload files',
		APPE: 'append to files',
		LIST: 'list folders',
		MLSD: 'list folders',
		DELE: 'delete files',
		RMD: 'delete folders',
		MKD: 'create folders',
		RNFR: 'rename files',
		RNTO: 'rename files',
		REST: 'continue a transfer',
		EPRT: 'use active mode',
		PORT: 'use active mode',
		EPSV: 'open data connections',
		PASV: 'open data connections',
	};
	return purposes[verb] ?? 'do this';
}
