import type { RemoteError } from '../model/RemoteError';
import type { CertificateReport } from './certificateReport';
import { paragraph } from './shown';
import { portNotice, type SslMode } from './suggestedSettings';
import { printable } from '../model/RemotePath';

/** What a credential test saw when it worked. */
export interface TestedConnection {
	/** `TLSv1.3` … or `none`. */
	readonly security: string;
	/** What the server calls itself, null when it does not say. */
	readonly server: string | null;
	/** As set in the credential; empty = where the login lands. */
	readonly rootFolder: string;
	readonly entries: number;
	readonly certificate: CertificateReport | null;
	readonly certificateCheck: 'verify' | 'pin' | 'allowAny';
	readonly port: number;
	readonly ssl: SslMode;
}

/** The success of a credential test in one or two sentences. */
export function credentialTestSuccess(tested: TestedConnection): string {
	const { security, server, rootFolder, entries } = tested;
	const how = security === 'none' ? 'without encryption' : `with ${security}`;
	const folder = rootFolder === '' ? 'the login folder' : `Root Folder ${printable(rootFolder)}`;
	const count = entries === 1 ? '1 entry' : `${entries.toLocaleString('en-US')} entries`;
	return paragraph(
		`Connected ${how} to ${server ? printable(server) : 'the server'}, ${folder} holds ${count}.`,
		remark(tested),
	);
}

/** The failure of a credential test in one or two sentences: what happened, and the first thing to do. */
export function credentialTestFailure(error: RemoteError): string {
	return paragraph(
		`${error.message}.`.replace(/([.?])\.$/, '$1'),
		firstSentence(error.description),
	);
}

/** The one remark that matters most. */
function remark({ security, certificate, certificateCheck, port, ssl }: TestedConnection): string {
	if (security === 'none') return 'Password and files travel unencrypted, which is insecure.';
	if (certificateCheck === 'allowAny') return 'The certificate was not checked, which is insecure.';
	if (certificate && certificateCheck === 'verify' && certificate.daysLeft <= 30)
		return `The certificate expires in ${certificate.daysLeft} day${certificate.daysLeft === 1 ? '' : 's'}.`;
	return portNotice(port, ssl) ?? '';
}

function firstSentence(text: string): string {
	const end = /[.?](?= [A-Z"])/.exec(text);
	return end ? text.slice(0, end.index + 1) : text;
}
