import { classifyReply, dataFailureOf } from '../explain/classifyReply';
import type { Evidence } from '../explain/Evidence';
import { toError } from '../explain/explain';
import type { RemoteError } from '../model/RemoteError';
import type { About, Whereabouts } from './classifyError';
import type { Reply } from './Reply';

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
	return toError({ ...facts, ...evidence });
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

/** What every evidence of a connection holds. */
export function common(about: About, { host, port, user }: Whereabouts) {
	return { host, port, user, path: about.path ?? null, stage: about.stage };
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
