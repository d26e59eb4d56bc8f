import { refusesCommand } from '../explain/replyWordings';

/** One complete answer of the server (RFC 959 section 4.2), its lines as bytes in latin1. */
export interface Reply {
	/** Three digits; 0 where none could be read. */
	readonly code: number;
	/** The whole answer, lines joined by LF, code included. */
	readonly text: string;
}

/** 1xx: a final answer follows. */
export const isPreliminary = (reply: Reply) => reply.code >= 100 && reply.code < 200;
/** Command not implemented, superfluous here (RFC 959 section 4.2.2): no refusal, but nothing was done either. */
export const isSuperfluous = (reply: Reply) => reply.code === 202;
/** 2xx: done. */
export const isDone = (reply: Reply) =>
	reply.code >= 200 && reply.code < 300 && !isSuperfluous(reply);
/** 3xx: the server waits for the next command of the series. */
export const isIntermediate = (reply: Reply) => reply.code >= 300 && reply.code < 400;
/** 4xx and 5xx. */
export const isRefusal = (reply: Reply) => reply.code >= 400;

/**
 * Whether a server says that it does not know a command, or that nobody may use it: ProFTPD 1.3.8 answers a command that
 * its configuration denies (<Limit MLSD>) by `550 Unable to handle command`, and lists it in FEAT all the same.
 */
export function isUnknownCommand({ code, text }: Reply): boolean {
	if (code === 550) return refusesCommand(text);
	return code === 202 || code === 500 || code === 501 || code === 502 || code === 504;
}

/** Whether a greeting is a mail server's (RFC 5321 section 4.2.1), which begins with 220 like that of FTP. */
export function isMailGreeting({ text }: Reply): boolean {
	return /\bE?SMTP\b/.test(text) && !/ftp/i.test(text);
}
