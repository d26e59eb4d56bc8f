import type { Direction, Evidence } from '../explain/Evidence';
import { toError } from '../explain/explain';
import type { Stage } from '../model/category';
import { RemoteError } from '../model/RemoteError';
import { printable } from '../model/RemotePath';
import { classifyRefusal, common } from './classifyRefusal';
import { ControlClosed } from './ControlChannel';
import { Unreachable } from './dial';
import { errorCode } from './errorCode';
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
	readonly mode?: 'passive' | 'active';
}

/** Turns what the network, TLS or the reading of replies threw into the error that a person sees. */
export function classifyError(
	error: unknown,
	about: About,
	where: Whereabouts,
	openOfOurs = 0,
): RemoteError {
	if (error instanceof RemoteError) return error;
	if (error instanceof ControlClosed && error.goodbye) {
		const { goodbye } = error;
		return classifyRefusal({ ...goodbye, readable: goodbye.text }, about, where, openOfOurs);
	}
	if (isOurs(error)) return unexpected(error, about);
	return toError({ ...seen(error, about, where), ...common(about, where) }, error);
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

/** A mistake in the program, which another try repeats: not one of the network's. */
function isOurs(error: unknown): error is Error {
	if (!(error instanceof Error) || errorCode(error) !== undefined) return false;
	return ['TypeError', 'RangeError', 'ReferenceError', 'SyntaxError'].includes(error.name);
}

function unexpected(error: Error, { stage, path }: About): RemoteError {
	return new RemoteError({
		category: 'protocol',
		stage,
		path,
		message: `Something unexpected happened${path ? ` with ${printable(path)}` : ''}: ${printable(error.message)}`,
		description:
			'This is a mistake in the package, or an answer of the server that it does not understand. Please report it with the protocol log of Test Connection.',
		cause: error,
	});
}

function isAbort(error: unknown): boolean {
	if (typeof error !== 'object' || error === null || !('name' in error)) return false;
	return error.name === 'AbortError' || /cancell?ed/i.test(String(error.name));
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
	// TLS 1.3 refuses a client certificate after the handshake; an alert later on is a broken connection.
	const begins = stage === 'greeting' || stage === 'tls' || stage === 'login';
	const tls = begins && /CERTIFICATE_REQUIRED|BAD_CERTIFICATE|ALERT/.test(codeOf(error.reason));
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
	// Silence before the first byte: a firewall that lets the connection through and nothing else.
	if (stage === 'data' && direction && bytesSoFar === 0) {
		const mode = where.mode ?? 'passive';
		return { category: 'dataChannel', stage, how: 'noReply150', mode, direction, seconds };
	}
	if (stage === 'data' && direction)
		return { category: 'timeout', stage, seconds, waitingFor: direction, bytesSoFar };
	return { category: 'timeout', stage, seconds, waitingFor: 'reply', verb };
}

function notFtp({ how, sample }: NotFtp) {
	if (/^SSH-/.test(sample)) return { how: 'looksLikeSsh', sample } as const;
	if (/^HTTP\/|^<!DOCTYPE|^<html/i.test(sample)) return { how: 'looksLikeHttp', sample } as const;
	return { how: how === 'mail' ? 'looksLikeSmtp' : how, sample } as const;
}

function during({ stage, direction }: About) {
	if (direction) return direction;
	if (stage === 'greeting' || stage === 'tls' || stage === 'login') return stage;
	return 'command';
}

function codeOf(error: Error): string {
	return 'code' in error ? String(error.code) : error.message;
}
