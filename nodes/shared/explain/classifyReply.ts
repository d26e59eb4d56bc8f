import type { Category, Stage } from '../model/category';
import { loginRefusal } from './loginRefusal';
import {
	countsConnections,
	countsFailures,
	likelyCause,
	meansQuota,
	refusesCommand,
	refusesDataTls,
	wantsTls,
	type Likely,
} from './replyWordings';

/** A reply that was not the wanted one, and what it answers. */
export interface RefusedReply {
	/** The FTP command in capitals, without its argument; empty for the greeting. */
	readonly verb: string;
	/** Its argument: taken out of the text first, because servers quote paths and a path may say anything. */
	readonly argument?: string;
	readonly code: number;
	/** Everything after the digits, all lines. */
	readonly text: string;
	readonly stage: Stage;
	/** How many other connections of the same login are in at this moment. */
	readonly ourOpenConnections?: number;
}

/** What a refused reply means. */
export interface ReplyMeaning {
	/** `ask`: one code serves for everything here, so the server is to be asked (CWD, SIZE, MLST) about the path. */
	readonly category: Category | 'ask';
	/** What the wording hints at, for `ask`; null when nothing was recognised. */
	readonly likely: Likely | null;
	/** The category to use when asking shows nothing. */
	readonly fallback: Category;
	/** Whether the server calls it temporary, so that the same may work in a moment on a new connection. */
	readonly transient: boolean;
}

const transferVerbs = new Set(['RETR', 'STOR', 'APPE', 'STOU', 'LIST', 'MLSD', 'NLST']);
const dataSetupVerbs = new Set(['PASV', 'EPSV', 'PORT', 'EPRT', 'LPRT', 'LPSV', 'PRET']);
const loginVerbs = new Set(['USER', 'PASS', 'ACCT']);
const tlsVerbs = new Set(['AUTH', 'PBSZ', 'PROT', 'CCC']);

/** Says what a refused reply of a real server means. */
export function classifyReply(reply: RefusedReply): ReplyMeaning {
	const { verb, code } = reply;
	const text = withoutArgument(reply.text, reply.argument);
	if (code === 421) return temporary(service(reply, text));
	if (verb === '' || reply.stage === 'greeting') return greeting(code, text);
	if (tlsVerbs.has(verb)) return tls(code, text);
	if (loginVerbs.has(verb) || reply.stage === 'login') return login(reply, text);
	if (code < 550 && wantsTls(text) && !isDataTls(reply, text)) return final('tlsRequired');
	if (code === 202) return final('unsupported');
	if (code < 400) return final('protocol');
	if (dataSetupVerbs.has(verb)) return dataSetup(code, text);
	if (isDataTls(reply, text)) return temporary('dataChannel');
	if (code === 452 || code === 552) return final('quota');
	if (code < 500) return transient(reply, text);
	return permanent(reply, text);
}

/** How a data connection failed when the server itself reported it, for the evidence `dataChannel`. */
export function dataFailureOf(code: number, text: string): 'tlsRefused' | 'replied' {
	return code !== 426 && refusesDataTls(text) ? 'tlsRefused' : 'replied';
}

/** 421: the server closes the connection. Why, only the moment and the text tell. */
function service(reply: RefusedReply, text: string): Category {
	if (wantsTls(text)) return 'tlsRequired';
	if (reply.verb === '' || reply.stage === 'greeting') return 'tooManyConnections';
	if (countsConnections(text)) return 'tooManyConnections';
	if (!loginVerbs.has(reply.verb)) return 'connectionLost';
	// Pure-FTPd says 421 for a home folder that is missing; waiting does not help.
	if (loginRefusal(null, text) !== 'generic') return 'auth';
	return (reply.ourOpenConnections ?? 0) > 0 ? 'tooManyConnections' : 'connectionLost';
}

function greeting(code: number, text: string): ReplyMeaning {
	if (countsConnections(text)) return temporary('tooManyConnections');
	if (wantsTls(text)) return final('tlsRequired');
	if (code >= 400 && code < 500) return temporary('connectionLost');
	if (code >= 530 || loginRefusal(null, text) !== 'generic') return final('auth');
	return final('protocol');
}

/** AUTH, PBSZ, PROT. 431 is a server whose certificate or key is missing. */
function tls(code: number, text: string): ReplyMeaning {
	if (code < 400 || code === 503) return final('protocol');
	if (countsConnections(text) && code === 530) return temporary('tooManyConnections');
	return final(code === 535 ? 'tlsHandshake' : 'tlsUnsupported');
}

/**
 * ProFTPD counts connections at PASS, with the code of a wrong password, and others say nothing but "not logged in":
 * while another connection of the same login is in, the password is known to be right.
 */
function login(reply: RefusedReply, text: string): ReplyMeaning {
	const { code, ourOpenConnections = 0 } = reply;
	if (code < 400) return final('auth');
	if (code === 533 || code === 534 || wantsTls(text)) return final('tlsRequired');
	if (countsConnections(text)) return temporary('tooManyConnections');
	if (code === 530 && ourOpenConnections > 0 && !countsFailures(text)) {
		return temporary('tooManyConnections');
	}
	if (code === 425 || code === 426 || code === 450 || code === 451) {
		return temporary('connectionLost');
	}
	const known = loginRefusal(null, text) !== 'generic';
	return final(!known && (code === 500 || code === 502 || code === 503) ? 'protocol' : 'auth');
}

/** PASV, EPSV, PORT, EPRT. A refused address ("I won't open a connection to …") is no missing command. */
function dataSetup(code: number, text: string): ReplyMeaning {
	if (code === 530) return final(countsConnections(text) ? 'tooManyConnections' : 'auth');
	if (code < 500) return temporary('dataChannel');
	const refusedAddress =
		code !== 522 && /illegal|won't|only to|invalid (address|ip|port)|bounce|security/iu.test(text);
	return refusedAddress ? temporary('dataChannel') : final('unsupported');
}

/** 425, 426, 450, 451 and what else begins with 4. */
function transient(reply: RefusedReply, text: string): ReplyMeaning {
	if (meansQuota(text)) return final('quota');
	if (reply.code === 430) return final('auth');
	if (reply.code === 425 || reply.code === 426) return temporary('dataChannel');
	const likely = likelyCause(text);
	const fallback = transferVerbs.has(reply.verb) ? 'dataChannel' : 'connectionLost';
	const isFile = reply.verb === 'RETR' || reply.verb === 'STOR' || reply.verb === 'APPE';
	if (isFile && likely === null) return temporary('dataChannel');
	return { category: 'ask', likely, fallback, transient: true };
}

function permanent(reply: RefusedReply, text: string): ReplyMeaning {
	const { code, verb } = reply;
	const likely = likelyCause(text);
	// 521 for MKD is "folder exists" (RFC 1123 era, still sent); otherwise it is PROT.
	if (code === 521 && verb === 'MKD') return ask(likely ?? 'alreadyExists');
	if (code >= 500 && code <= 504) {
		if (code === 503) return final('protocol');
		return likely === null || code === 502 || code === 504 ? final('unsupported') : ask(likely);
	}
	if (code === 530) {
		if (countsConnections(text)) return temporary('tooManyConnections');
		return /log(ged)? ?in|logon|angemeldet/iu.test(text) ? final('auth') : ask(likely);
	}
	if (code === 532) return final('permission');
	if (code === 535) return final('tlsHandshake');
	if (code === 521 || code === 522 || (code >= 533 && code <= 537)) return final('tlsRequired');
	if (refusesCommand(text)) return final('unsupported');
	return likely === 'quota' ? final('quota') : ask(likely);
}

/** Whether a refused transfer is about TLS on its data connection; the control connection may be fine. */
function isDataTls({ verb, code }: RefusedReply, text: string): boolean {
	if (!transferVerbs.has(verb)) return false;
	if (/(session|ssl|tls).{0,60}(reuse|resum)/iu.test(text)) return true;
	return code === 425 && refusesDataTls(text);
}

/** Servers quote what they were asked for, wholly or its last part, and a name may read like a reason. */
export function withoutArgument(text: string, argument: string | undefined): string {
	const name = argument?.slice(argument.lastIndexOf('/') + 1);
	return [argument, name].reduce<string>(
		(rest, part) => (part && part.length > 2 ? rest.split(part).join(' … ') : rest),
		text,
	);
}

function final(category: Category): ReplyMeaning {
	return { category, likely: null, fallback: category, transient: false };
}

function temporary(category: Category): ReplyMeaning {
	return { category, likely: null, fallback: category, transient: true };
}

function ask(likely: Likely | null): ReplyMeaning {
	return { category: 'ask', likely, fallback: 'permission', transient: false };
}
