import type { RemoteError } from '../model/RemoteError';
import { paragraph } from './shown';
import { describeSuggestion, type SuggestedSettings } from './suggestedSettings';

/** What a person learns about a connection, as one word and two sentences. */
interface VerdictText {
	/** What is the case. */
	readonly explanation: string;
	/** What to do. */
	readonly hint: string;
}

/** Every verdict of Test Connection, with words for when no error of its own says it better. */
const texts = {
	ok: {
		explanation: 'Everything that was tested works.',
		hint: '',
	},
	hostNotFound: {
		explanation: 'No address was found for Host.',
		hint: 'Check Host for typing mistakes, and the DNS settings of the machine that runs n8n.',
	},
	unreachable: {
		explanation: 'The server cannot be reached on this port.',
		hint: 'Check Host and Port. Ask whether a firewall admits only known addresses, and have those that n8n connects from allowed.',
	},
	notFtp: {
		explanation: 'What answers on this port is no FTP server.',
		hint: 'Check Port: 21 is usual, 990 belongs to implicit TLS, 22 to SFTP, which is another protocol.',
	},
	implicitExpected: {
		explanation: 'The port expects TLS from the first byte.',
		hint: 'Set SSL to Require SSL (Implicit).',
	},
	explicitExpected: {
		explanation: 'The port begins without TLS.',
		hint: 'Set SSL to Require SSL (Explicit), or Port to 990.',
	},
	tlsRequired: {
		explanation: 'The server accepts encrypted logins only.',
		hint: 'Set SSL to Require SSL (Explicit), on port 990 to Require SSL (Implicit).',
	},
	tlsUnsupported: {
		explanation: 'No TLS connection could be agreed on with the server.',
		hint: 'Ask which TLS versions and which method (explicit or implicit) the server offers. Without TLS, SSL must be Use If Available or Never Use, which is insecure.',
	},
	certificateExpired: {
		explanation: "The server's certificate has expired.",
		hint: "Ask the server's administrator to renew it.",
	},
	certificateNotYetValid: {
		explanation: "The server's certificate is not valid yet.",
		hint: 'Check the clock of the machine that runs n8n.',
	},
	certificateNameMismatch: {
		explanation: "The server's certificate is for another name.",
		hint: 'Use the name in the certificate as Host, or write it into TLS Server Name.',
	},
	certificateUntrusted: {
		explanation: "The server's certificate comes from no trusted authority.",
		hint: 'Paste the certificate of its authority into CA Certificates, or pin it with Certificate Fingerprint (SHA-256).',
	},
	certificateSelfSigned: {
		explanation: "The server's certificate is self-signed.",
		hint: 'Paste it into CA Certificates, or pin it with Certificate Fingerprint (SHA-256).',
	},
	fingerprintMismatch: {
		explanation: "The server's certificate is not the pinned one.",
		hint: "Compare the fingerprint seen with the server's administrator before you add it to Certificate Fingerprint (SHA-256).",
	},
	loginRefused: {
		explanation: 'The server refused the login.',
		hint: 'Check Username and Password, and whether the account is enabled and may use FTP.',
	},
	tooManyConnections: {
		explanation: 'The server accepts no further connection.',
		hint: 'Lower Max Connections, or end other programs that use the same login.',
	},
	folderMissing: {
		explanation: 'The Root Folder cannot be opened.',
		hint: 'Correct Root Folder; names are case-sensitive on most servers.',
	},
	dataChannelBlocked: {
		explanation: 'The login works, but no data connection does.',
		hint: "Ask the server's administrator which passive ports are configured and have the whole range opened in the firewalls.",
	},
	passiveAddressWrong: {
		explanation: 'The server announces an address for data that cannot be reached.',
		hint: 'Set Passive Address to the host that n8n is connected to.',
	},
	dataTlsRefused: {
		explanation: 'Data connections cannot be encrypted.',
		hint: "Ask the server's administrator about PROT P and the reuse of TLS sessions.",
	},
	listingNotUnderstood: {
		explanation: 'The listing of the server is in a form that is not understood.',
		hint: "Ask the server's administrator to enable MLSD or a Unix style of LIST.",
	},
	readOnly: {
		explanation: 'The account cannot write into the folder.',
		hint: "Ask the server's administrator for the right to write, rename and delete, or for space.",
	},
	serverSlow: {
		explanation: 'The server answers too slowly.',
		hint: 'Raise Timeout (Seconds); ask whether the server is overloaded.',
	},
} as const satisfies Record<string, VerdictText>;

/** The one word that Test Connection ends with. */
export type Verdict = keyof typeof texts;

/** All verdicts, `ok` first. */
export const verdicts = Object.keys(texts) as readonly Verdict[];

/**
 * A verdict in words. An error tells more than the verdict alone (host, port, fingerprint …); settings that worked
 * come first in the hint.
 */
export function explainVerdict(
	verdict: Verdict,
	error?: RemoteError,
	worked?: SuggestedSettings | null,
): VerdictText {
	const text = texts[verdict];
	return {
		explanation: error ? sentence(error.message) : text.explanation,
		hint: paragraph(worked ? describeSuggestion(worked) : '', error?.description ?? text.hint),
	};
}

/** A message with its full stop. */
export function sentence(message: string): string {
	return /[.?…]$/.test(message) ? message : `${message}.`;
}
