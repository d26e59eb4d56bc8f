import { RemoteError } from '../model/RemoteError';
import type { Evidence } from './Evidence';
import { explainCertificate } from './explainCertificate';
import { explainData } from './explainData';
import { explainAuth, explainTooManyConnections } from './explainLogin';
import { explainConnectionLost, explainDns, explainUnreachable } from './explainNetwork';
import {
	explainAlreadyExists,
	explainNotEmpty,
	explainNotFound,
	explainPermission,
	explainQuota,
} from './explainPath';
import { explainTimeout } from './explainTimeout';
import { explainTlsHandshake, explainTlsRequired, explainTlsUnsupported } from './explainTls';
import { explainIntegrity, explainProtocol, explainUnsupported } from './explainTransfer';
import { loginRefusal } from './loginRefusal';
import { paragraph, serverSaid, shownHost, shownPath, type Explanation } from './shown';
import { stopMessage, withoutStopWord } from './stopWord';

/** Puts evidence into words: one sentence of what happened, and what to change. */
export function explain(evidence: Evidence): Explanation {
	if (evidence.category === 'cancelled') {
		return {
			message: stopMessage,
			description: 'Somebody or something stopped the execution in n8n.',
		};
	}
	const { message, description } = words(evidence);
	const attempts = evidence.attempts ?? 1;
	return withoutStopWord(
		{
			message: message.replace(/^the /, 'The '),
			description: paragraph(
				description,
				serverSaid(evidence),
				attempts > 1 ? `Tried ${attempts} times.` : '',
			),
		},
		names(evidence),
	);
}

/**
 * The error of a piece of evidence. What the evidence knows beyond the fields of an error
 * (`how`, `code`, `report`, ports …) is in `data`, for programs and for `verdictOf`; of a guard its own `data`.
 */
export function toError(evidence: Evidence, cause?: unknown): RemoteError {
	const { message, description } = explain(evidence);
	return new RemoteError({
		category: evidence.category,
		stage: evidence.stage,
		message,
		description,
		ftpCode: evidence.ftpCode,
		ftpReply: evidence.ftpReply,
		path: evidence.path,
		attempts: evidence.attempts,
		data: dataOf(evidence),
		cause,
	});
}

function words(evidence: Exclude<Evidence, { category: 'cancelled' }>): Explanation {
	switch (evidence.category) {
		case 'dns':
			return explainDns(evidence);
		case 'unreachable':
			return explainUnreachable(evidence);
		case 'connectionLost':
			return explainConnectionLost(evidence);
		case 'timeout':
			return explainTimeout(evidence);
		case 'dataChannel':
			return explainData(evidence);
		case 'auth':
			return explainAuth(evidence);
		case 'tooManyConnections':
			return explainTooManyConnections(evidence);
		case 'tlsRequired':
			return explainTlsRequired(evidence);
		case 'tlsUnsupported':
			return explainTlsUnsupported(evidence);
		case 'tlsHandshake':
			return explainTlsHandshake(evidence);
		case 'certificate':
			return explainCertificate(evidence);
		case 'notFound':
			return explainNotFound(evidence);
		case 'permission':
			return explainPermission(evidence);
		case 'alreadyExists':
			return explainAlreadyExists(evidence);
		case 'notEmpty':
			return explainNotEmpty(evidence);
		case 'quota':
			return explainQuota(evidence);
		case 'integrity':
			return explainIntegrity(evidence);
		case 'unsupported':
			return explainUnsupported(evidence);
		case 'protocol':
			return explainProtocol(evidence);
		case 'invalidInput':
		case 'guard':
			return { message: evidence.message, description: evidence.description };
		default:
			return unknown(evidence);
	}
}

/** Everything foreign that a message may show, in the form in which it shows it. */
function names(evidence: Evidence): string[] {
	const paths = [evidence.path, 'toPath' in evidence ? evidence.toPath : null];
	return [
		...paths.flatMap((path) => (path ? [shownPath(path).slice(1, -1)] : [])),
		...(evidence.host ? [shownHost(evidence), shownHost({ host: evidence.host })] : []),
		...(evidence.user ? [evidence.user] : []),
	];
}

function unknown(evidence: never): never {
	throw new TypeError(`No words for ${JSON.stringify(evidence)}`);
}

const fieldsOfTheError = new Set([
	'category',
	'stage',
	'path',
	'ftpCode',
	'ftpReply',
	'attempts',
	'user',
	'message',
	'description',
]);

function dataOf(evidence: Evidence): Readonly<Record<string, unknown>> | undefined {
	if (evidence.category === 'guard') return evidence.data;
	const rest = Object.entries(evidence).filter(
		([key, value]) => !fieldsOfTheError.has(key) && value !== undefined,
	);
	if (evidence.category === 'auth' && evidence.refusal === undefined) {
		rest.push(['refusal', loginRefusal(evidence.ftpCode ?? null, evidence.ftpReply ?? '')]);
	}
	return rest.length === 0 ? undefined : Object.fromEntries(rest);
}
