import type { ConnectionLostSeen, DnsSeen, UnreachableSeen } from './Evidence';
import { paragraph, shownBytes, shownHost, shownPath, type Explanation } from './shown';

const allowList =
	'If the server or a firewall admits only known addresses, have every address that n8n connects from allowed, not just some of them.';

/** Why a host name gave no address. */
export function explainDns(seen: DnsSeen): Explanation {
	const host = seen.host ? `"${shownHost({ host: seen.host })}"` : 'the server';
	if (seen.code === 'EAI_AGAIN') {
		return {
			message: `The name service did not answer for ${host}`,
			description:
				'The machine that runs n8n cannot reach its DNS server at the moment; in a container check its DNS settings. It usually passes: Retries tries again. As a test, write the IP address of the server into Host and its name into TLS Server Name.',
		};
	}
	return {
		message: `No address was found for the host ${host}`,
		description:
			'Check Host for typing mistakes: it must be the full name (FQDN) or the IP address of the server, without a path. A name that exists only inside another network or VPN cannot be found from the machine that runs n8n.',
	};
}

/** Why nothing could be connected to. */
export function explainUnreachable(seen: UnreachableSeen): Explanation {
	const addresses = seen.addresses ?? [];
	const tried =
		addresses.length > 0
			? `Tried: ${addresses.join(', ')} (${seen.code}).`
			: `The system said ${seen.code}.`;
	const host = shownHost(seen);
	switch (seen.code) {
		case 'EADDRNOTAVAIL':
			return {
				message: `The connection to ${host} could not start from the local address ${seen.localAddress ?? 'that is set'}`,
				description: `Local Address must be an address of the machine that runs n8n, of the same kind (IPv4 or IPv6) as the server. Correct it, or leave it empty. ${tried}`,
			};
		case 'EHOSTUNREACH':
		case 'ENETUNREACH':
			return {
				message: `There is no route to ${host}`,
				description: paragraph(
					'The network of the machine that runs n8n cannot reach this address: check the VPN, the container network and the routes. If the host has an IPv6 address only, n8n needs IPv6 too.',
					tried,
				),
			};
		case 'EACCES':
		case 'EPERM':
			return {
				message: `The connection to ${host} was forbidden on the machine that runs n8n`,
				description: `A firewall or a security policy of that machine blocks outgoing connections to this port. Have it allowed, together with the passive port range of the server. ${tried}`,
			};
		default:
			return {
				message: `${host} refused the connection`,
				description: paragraph(
					'Nothing accepts connections on this port, or a firewall turns them away. Check Host and Port: 21 is usual, 990 belongs to implicit TLS, and some servers also listen on 3021 (like 21) and 3990 (like 990) because firewalls interfere with the usual ports.',
					allowList,
					tried,
				),
			};
	}
}

/** How a connection that was there broke. */
export function explainConnectionLost(seen: ConnectionLostSeen): Explanation {
	const host = shownHost(seen);
	const soFar = seen.bytesSoFar === undefined ? '' : ` after ${shownBytes(seen.bytesSoFar)}`;
	const path = shownPath(seen.path);
	// A server that answers 450 or 451 to DELE, MKD or RNTO keeps the connection; the file is in use.
	if (seen.ftpCode === 450 || seen.ftpCode === 451) {
		return {
			message: `${host} put off the request for ${path}`,
			description:
				'The server calls this temporary: mostly another program has the file open. Run again a little later, or raise Retries and Retry Delay (Seconds) under Use Advanced Settings.',
		};
	}
	switch (seen.during) {
		case 'greeting':
			return {
				message: `${host} closed the connection before its greeting`,
				description: `Servers do this to addresses that they do not admit, and when they hold enough connections. ${allowList} If many connections are open, lower Max Connections. If the port speaks implicit TLS (990 and 3990 by custom), set SSL to Require SSL (Implicit).`,
			};
		case 'tls':
			return {
				message: `${host} closed the connection during the TLS handshake`,
				description:
					'Often the TLS versions do not meet (see Minimum TLS Version), the server wants a client certificate, SSL is set to the wrong method for this port (implicit against explicit), or a firewall that inspects FTP breaks TLS.',
			};
		case 'login':
			return {
				message: `${host} closed the connection during the login`,
				description: `Servers do this to accounts that are blocked and to addresses that they do not admit. ${allowList} Check Username and Password, and with the server's administrator whether the account may use FTP.`,
			};
		case 'command':
			return {
				message: `The connection to ${host} was lost${seen.path ? ` while working on ${path}` : ''}`,
				description: idleAdvice(),
			};
		case 'listing':
			return {
				message: `The connection to ${host} was lost while listing ${path}`,
				description: idleAdvice(),
			};
		case 'upload':
		case 'download':
			return {
				message: `The connection to ${host} was lost during the ${seen.during} of ${path}${soFar}`,
				description: `${idleAdvice()} Firewalls also cut the idle control connection during a long transfer: have their idle limit raised. Nothing unfinished was kept under the final name.`,
			};
	}
}

function idleAdvice(): string {
	return 'The server or something between broke it: a restart, a network fault, or an idle limit (60 seconds is common). Keepalive (Seconds) must lie below that limit, 30 is a good value. Retries and Retry Delay (Seconds) say how often a broken task is tried again.';
}
