import type { DataChannelSeen, Direction } from './Evidence';
import { paragraph, quoted, shownBytes, shownHost, shownPath, type Explanation } from './shown';

/** Why bytes did not travel although the login worked: firewalls and NAT, mostly. */
export function explainData(seen: DataChannelSeen): Explanation {
	return {
		message: happened(seen),
		description: paragraph(
			advice(seen),
			// The symptom that people search for.
			seen.direction === 'upload' && (seen.how !== 'cut' || isEmpty(seen)) && !isOwnTrouble(seen)
				? 'Files of zero bytes on the server are a sign of the same fault.'
				: '',
			quoted(
				seen.how === 'tlsRefused' ? 'The TLS library said' : 'The system said',
				seen.libraryText,
			),
		),
	};
}

function happened(seen: DataChannelSeen): string {
	const task = `${taskName(seen.direction)} ${shownPath(seen.path)}`;
	const target = seen.dataPort === undefined ? 'the data port' : `data port ${seen.dataPort}`;
	const at = seen.address ? `${target} of ${seen.address}` : target;
	const soFar = seen.bytesSoFar === undefined ? '' : ` after ${shownBytes(seen.bytesSoFar)}`;
	switch (seen.how) {
		case 'refused':
			return `Cannot ${task}: ${at} refused the connection`;
		case 'silent':
			return `Cannot ${task}: ${at} did not answer${within(seen)}`;
		case 'reset':
			return `Cannot ${task}: the data connection broke before the first byte`;
		case 'noReply150':
			return `Cannot ${task}: the server did not begin the transfer${within(seen)}`;
		case 'noAccept':
			return `Cannot ${task}: ${shownHost(seen)} did not open the data connection to n8n${within(seen)}`;
		case 'cut':
			if (isEmpty(seen)) return `The upload of ${shownPath(seen.path)} arrived with zero bytes`;
			return seen.direction === 'listing'
				? `The listing of ${shownPath(seen.path)} was cut short${soFar}`
				: `The ${seen.direction} of ${shownPath(seen.path)} was cut short${soFar}`;
		case 'tlsRefused':
			return `Cannot ${task}: the data connection could not be encrypted`;
		case 'wrongAddress':
			if (servedElsewhere(seen))
				return `Cannot ${task}: data is not served at ${seen.address ?? 'the host'}, but at the address that the server announces`;
			return `Cannot ${task}: the server announced ${seen.announcedAddress ?? 'an address'} for data, which cannot be reached`;
		case 'replied':
			return isOwnTrouble(seen)
				? `Cannot ${task}: ${shownHost(seen)} reports a failure of its own`
				: `Cannot ${task}: ${shownHost(seen)} could not open or keep the data connection`;
	}
}

function taskName(direction: Direction): string {
	return direction === 'listing' ? 'list' : direction;
}

function within({ seconds }: DataChannelSeen): string {
	if (seconds === undefined) return '';
	return ` within ${seconds.toLocaleString('en-US')} second${seconds === 1 ? '' : 's'}`;
}

function advice(seen: DataChannelSeen): string {
	switch (seen.how) {
		case 'refused':
		case 'silent':
		case 'noReply150':
		case 'reset':
			return seen.mode === 'active' ? activeAdvice(seen) : passiveAdvice(seen);
		case 'noAccept':
			return activeAdvice(seen);
		case 'cut':
			if (isEmpty(seen)) return seen.mode === 'active' ? activeAdvice(seen) : passiveAdvice(seen);
			return 'The data connection ended before everything had come: a firewall, the network or the server broke it. If it happens with every large file, ask the administrators of the firewalls between for their limits.';
		case 'tlsRefused':
			return "Some servers demand that the data connection resumes the TLS session of the control connection, which n8n does, and firewalls that inspect TLS break it. Ask the server's administrator to look at the session reuse rule (vsftpd require_ssl_reuse, ProFTPD NoSessionReuseRequired, FileZilla Server) and at the encryption of data connections (PROT P).";
		case 'wrongAddress':
			if (servedElsewhere(seen))
				return "Set Passive Address to the one in the server's reply: this server has another address for data than for logins.";
			return seen.mode === 'active'
				? 'The server refused the address that n8n announced. Write the address under which the server reaches n8n into Active Address, or set Transfer Mode to Passive.'
				: "The server stands behind NAT and announces its inner address. Set Passive Address to the host that n8n is connected to, or ask the server's administrator to configure the outer address for passive mode.";
		case 'replied':
			if (isOwnTrouble(seen))
				return "The server calls it temporary: its disk is full or at fault, or another program has the file or folder open. Run again a little later; if it stays, ask the server's administrator for the server's log.";
			return seen.mode === 'active' ? activeAdvice(seen) : passiveAdvice(seen);
	}
}

/** The file was created over the control connection, and the data connection carried nothing. */
function isEmpty({ how, direction, bytesSoFar }: DataChannelSeen): boolean {
	return how === 'cut' && direction === 'upload' && bytesSoFar === 0;
}

/** 450 and 451 for a transfer: the server could not read or write, whatever the network does (RFC 959 section 4.2.2). */
function isOwnTrouble({ stage, ftpCode }: DataChannelSeen): boolean {
	return stage !== 'passive' && (ftpCode === 450 || ftpCode === 451);
}

/** The host that we are connected to was tried, and the announced address would have been right. */
function servedElsewhere({ mode, address, announcedAddress }: DataChannelSeen): boolean {
	return mode === 'passive' && address !== undefined && announcedAddress !== address;
}

/** What the server's firewall must let through; one port is drawn anew for each transfer. */
function passiveAdvice(seen: DataChannelSeen): string {
	const named =
		seen.dataPort === undefined ? '' : `; the server named port ${seen.dataPort} this time`;
	const otherAddress =
		seen.announcedAddress && seen.announcedAddress !== seen.address
			? `The server announced ${seen.announcedAddress}; if data is served there, set Passive Address to the one in the server's reply.`
			: '';
	return paragraph(
		`The login works, but a firewall blocks the data ports: ask the server's administrator which passive ports are configured and have the whole range opened in the firewalls on both sides${named}.`,
		otherAddress,
		'Some firewalls let port 3021 (explicit TLS) or 3990 (implicit TLS) through where they disturb 21 and 990.',
	);
}

function activeAdvice(seen: DataChannelSeen): string {
	const ours = seen.dataPort === undefined ? '' : ` (this time port ${seen.dataPort})`;
	return `In active mode the server connects to n8n${ours}, which works on a local network only: no firewall and no NAT may stand between. Set Transfer Mode to Passive, or set Active Address and Active Port Range to what the server can reach and open those ports.`;
}
