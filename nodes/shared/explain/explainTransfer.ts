import type { ProtocolSeen, UnsupportedSeen } from './Evidence';
import type { IntegritySeen } from './PathEvidence';
import { paragraph, quoted, shownBytes, shownHost, shownPath, type Explanation } from './shown';

/** How a transfer proved wrong. */
export function explainIntegrity(seen: IntegritySeen): Explanation {
	return {
		message: `The ${seen.direction} of ${shownPath(seen.path)} is not whole: ${proof(seen)}`,
		description: paragraph(
			advice(seen),
			seen.direction === 'upload' ? 'Nothing wrong was left under the final name.' : '',
		),
	};
}

function proof(seen: IntegritySeen): string {
	const { expected, actual } = seen;
	const sizes =
		typeof expected === 'number' && typeof actual === 'number'
			? `${shownBytes(actual)} in place of ${shownBytes(expected)}`
			: '';
	switch (seen.how) {
		case 'sizeDiffers':
			return `the sizes differ${sizes ? ` (${sizes})` : ''}`;
		case 'hashDiffers':
			return `the ${seen.algorithm ? `${seen.algorithm.toUpperCase()} ` : ''}hashes differ`;
		case 'changedMeanwhile':
			return 'the file changed meanwhile';
		case 'endedLonger':
			return `more came than was announced${sizes ? ` (${sizes})` : ''}`;
		case 'endedShort':
			return `it ended too early${sizes ? ` (${sizes})` : ''}`;
		case 'takenAway':
			return 'it was gone from the server before it got its name';
	}
}

function advice(seen: IntegritySeen): string {
	switch (seen.how) {
		case 'sizeDiffers':
		case 'endedShort':
			return 'Something between n8n and the server cut the transfer or changed the bytes, or the disk of the server is full. Run again; if it happens always, ask the administrator of the server for its log.';
		case 'hashDiffers':
			return `The bytes on the server are not those that were sent or received.${typeof seen.expected === 'string' && typeof seen.actual === 'string' ? ` Expected ${seen.expected}, found ${seen.actual}.` : ''} Run again; if it happens always, look for a gateway or virus scanner that changes files.`;
		case 'changedMeanwhile':
		case 'endedLonger':
			return 'Another program is still writing the file. Run again when it is finished, or have files delivered under a temporary name and renamed at the end.';
		case 'takenAway':
			return 'A program on the server takes or removes new files (a pick-up job, a virus scanner). Have it leave names that end in ".part" alone, or set Write Mode to Direct, which writes under the final name.';
	}
}

/** A command that is needed and missing. */
export function explainUnsupported(seen: UnsupportedSeen): Explanation {
	return {
		message: `${shownHost(seen)} does not support ${seen.command}, which is needed to ${seen.neededFor}`,
		description:
			seen.instead ??
			"Ask the server's administrator whether the command can be enabled; it may be switched off for this account or by a firewall that filters FTP commands.",
	};
}

/** Something that is no FTP came. */
export function explainProtocol(seen: ProtocolSeen): Explanation {
	const host = shownHost(seen);
	const sample = quoted('It sent', seen.sample);
	switch (seen.how) {
		case 'looksLikeSsh':
			return {
				message: `${host} is an SSH server, not an FTP server`,
				description: paragraph(
					'SFTP runs over SSH (mostly port 22) and is another protocol: use an SFTP node for it. For FTP ask for the FTP port, mostly 21, or 990 with implicit TLS.',
					sample,
				),
			};
		case 'looksLikeHttp':
			return {
				message: `${host} is a web server, not an FTP server`,
				description: paragraph(
					'Check Host and Port: FTP is mostly on 21, or 990 with implicit TLS. A proxy between may also answer in its place.',
					sample,
				),
			};
		case 'looksLikeSmtp':
			return {
				message: `${host} is a mail server, not an FTP server`,
				description: paragraph(
					'Check Host and Port: FTP is mostly on 21, or 990 with implicit TLS.',
					sample,
				),
			};
		case 'oddListing':
			return {
				message: `The listing of ${shownPath(seen.path)} is in a form that is not understood`,
				description: paragraph(
					"Ask the server's administrator to enable MLSD or a Unix style of LIST.",
					sample,
				),
			};
		case 'tooLong':
			return {
				message: `${host} sent a reply that is far too long`,
				description: paragraph(
					'This is no FTP server, or it is out of order. Check Host and Port.',
					sample,
				),
			};
		case 'noDigits':
			return {
				message: `${host} does not answer like an FTP server`,
				description: paragraph(
					'Every FTP reply begins with three digits. Check Host and Port: 21 is usual; for 990 and 3990 set SSL to Require SSL (Implicit).',
					sample,
				),
			};
		case 'unexpectedReply':
			return {
				message: `${host} gave an answer that does not belong${seen.verb ? ` to ${seen.verb}` : ' here'}${seen.path ? ` for ${shownPath(seen.path)}` : ''}`,
				description: paragraph(
					'The server or something between does not keep to the FTP protocol. Test Connection with the protocol log shows what was said.',
					sample,
				),
			};
	}
}
