import type { RemoteError } from '../model/RemoteError';
import type { CertificateProblem } from './certificateReport';
import { beginsWithTlsAlert } from './seenOtherwise';
import { effectiveSsl, type SslMode, type SuggestedSettings } from './suggestedSettings';
import type { Verdict } from './verdict';

/** What the error itself does not know. */
export interface Circumstances {
	readonly ssl: SslMode;
	readonly port: number;
	/** Settings that reached a login instead; null = tried, and none did; undefined = not tried. */
	readonly worked?: SuggestedSettings | null;
}

/**
 * The one verdict of an error. Null for errors that say nothing about the server
 * (`invalidInput`, `guard`, `cancelled`): those are thrown.
 */
export function verdictOf(error: RemoteError, where: Circumstances): Verdict | null {
	const data = error.data ?? {};
	const how = data['how'];
	switch (error.category) {
		case 'dns':
			return 'hostNotFound';
		case 'unreachable':
			return 'unreachable';
		case 'connectionLost':
			return ofLoss(error, where);
		case 'timeout':
			return ofSilence(error, where);
		case 'dataChannel':
			return ofData(error, where);
		case 'auth':
			return 'loginRefused';
		case 'tooManyConnections':
			return 'tooManyConnections';
		case 'tlsRequired':
			return effectiveSsl(where.port, where.ssl) === 'never' || error.stage === 'login'
				? 'tlsRequired'
				: 'dataTlsRefused';
		case 'tlsUnsupported':
			if (data['what'] === 'PROT') return 'dataTlsRefused';
			return worksImplicitly(where) ? 'implicitExpected' : 'tlsUnsupported';
		case 'tlsHandshake':
			return ofHandshake(how, where);
		case 'certificate':
			return certificateVerdicts[problemOf(data['problem'])];
		case 'notFound':
			return 'folderMissing';
		case 'permission':
			return writing.has(data['action']) ? 'readOnly' : 'folderMissing';
		case 'alreadyExists':
		case 'notEmpty':
		case 'quota':
			return 'readOnly';
		case 'integrity':
			return 'dataChannelBlocked';
		case 'unsupported':
			return ofMissing(data['command']);
		case 'protocol':
			return ofOddAnswer(error, where);
		case 'invalidInput':
		case 'guard':
		case 'cancelled':
			return null;
	}
}

const writing = new Set<unknown>([
	'upload',
	'append',
	'deleteFile',
	'deleteFolder',
	'createFolder',
	'rename',
	'change',
]);

const certificateVerdicts: Readonly<Record<CertificateProblem, Verdict>> = {
	expired: 'certificateExpired',
	issuerExpired: 'certificateExpired',
	notYetValid: 'certificateNotYetValid',
	nameMismatch: 'certificateNameMismatch',
	selfSigned: 'certificateSelfSigned',
	pinMismatch: 'fingerprintMismatch',
	unknownCa: 'certificateUntrusted',
	chainIncomplete: 'certificateUntrusted',
	revoked: 'certificateUntrusted',
	weak: 'certificateUntrusted',
	wrongPurpose: 'certificateUntrusted',
	other: 'certificateUntrusted',
};

function problemOf(value: unknown): CertificateProblem {
	return typeof value === 'string' && isProblem(value) ? value : 'other';
}

function isProblem(value: string): value is CertificateProblem {
	return Object.hasOwn(certificateVerdicts, value);
}

/**
 * A wrong address and a firewall look alike from here: what worked instead tells them apart, and an address that
 * cannot be reached is no explanation when no other one can be reached either.
 */
function ofData({ ftpCode, stage, data }: RemoteError, { worked }: Circumstances): Verdict {
	const { how, mode, direction } = data ?? {};
	if (how === 'tlsRefused') return 'dataTlsRefused';
	// The server has trouble with its own disk: no firewall says that.
	if (how === 'replied' && stage !== 'passive' && (ftpCode === 450 || ftpCode === 451))
		return direction === 'upload' ? 'readOnly' : 'folderMissing';
	if (mode === 'active') return 'dataChannelBlocked';
	if (worked?.passiveAddress !== undefined) return 'passiveAddressWrong';
	return how === 'wrongAddress' && worked !== null ? 'passiveAddressWrong' : 'dataChannelBlocked';
}

const beforeLogin: ReadonlySet<RemoteError['stage']> = new Set(['greeting', 'tls', 'login']);

/** A plain server hangs up on a TLS hello, an implicit one on plain text. */
function ofLoss({ stage, ftpCode }: RemoteError, where: Circumstances): Verdict {
	// 421: it closes by its own will, before the login because it serves enough (RFC 959 section 4.2.2).
	if (ftpCode === 421 && beforeLogin.has(stage)) return 'tooManyConnections';
	switch (stage) {
		case 'passive':
		case 'data':
		case 'listing':
			return 'dataChannelBlocked';
		case 'login':
			return 'loginRefused';
		case 'tls':
		case 'certificate':
			return effectiveSsl(where.port, where.ssl) === 'implicit'
				? 'explicitExpected'
				: 'tlsUnsupported';
		default:
			return worksImplicitly(where) ? 'implicitExpected' : 'unreachable';
	}
}

/**
 * A port that accepts and then says nothing mostly waits for a TLS hello, unless that was tried in vain.
 */
function ofSilence({ stage, data }: RemoteError, where: Circumstances): Verdict {
	if (stage === 'resolve') return 'hostNotFound';
	if (stage === 'connect')
		return data?.['waitingFor'] === 'freeConnection' ? 'tooManyConnections' : 'unreachable';
	if (stage === 'passive') return 'dataChannelBlocked';
	const implicit = effectiveSsl(where.port, where.ssl) === 'implicit';
	if (stage === 'greeting' && !implicit) {
		if (where.worked === undefined || worksImplicitly(where)) return 'implicitExpected';
	}
	return 'serverSlow';
}

function ofHandshake(how: unknown, where: Circumstances): Verdict {
	if (how === 'implicitExpected' || how === 'explicitExpected') return how;
	if (how === 'clientCertificate') return 'loginRefused';
	if (how !== 'plainAnswer') return 'tlsUnsupported';
	return effectiveSsl(where.port, where.ssl) === 'implicit' ? 'explicitExpected' : 'notFtp';
}

function ofMissing(command: unknown): Verdict {
	if (command === 'PASV' || command === 'EPSV' || command === 'PORT' || command === 'EPRT')
		return 'dataChannelBlocked';
	if (command === 'USER' || command === 'PASS') return 'notFtp';
	if (command === 'LIST' || command === 'MLSD') return 'listingNotUnderstood';
	return 'readOnly';
}

function ofOddAnswer({ stage, data }: RemoteError, where: Circumstances): Verdict {
	if (beginsWithTlsAlert(data?.['sample'])) return 'implicitExpected';
	if (stage === 'listing' || stage === 'data') return 'listingNotUnderstood';
	return worksImplicitly(where) ? 'implicitExpected' : 'notFtp';
}

/** Whether this very port speaks implicit TLS; another port that does says nothing about this one. */
function worksImplicitly({ worked, port }: Circumstances): boolean {
	return worked?.ssl === 'implicit' && (worked.port ?? port) === port;
}
