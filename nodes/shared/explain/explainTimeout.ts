import type { TimeoutSeen } from './Evidence';
import { shownBytes, shownHost, shownPath, type Explanation } from './shown';

const raise = 'If the server is only slow, raise Timeout (Seconds); 60 suits most servers.';

/** Where there was silence for too long. */
export function explainTimeout(seen: TimeoutSeen): Explanation {
	const host = shownHost(seen);
	const time = `${seen.seconds.toLocaleString('en-US')} second${seen.seconds === 1 ? '' : 's'}`;
	switch (seen.waitingFor) {
		case 'address':
			return {
				message: `The name service gave no address for ${host} within ${time}`,
				description: `Check Host and the DNS settings of the machine that runs n8n. ${raise}`,
			};
		case 'connection':
			return {
				message: `${host} did not answer within ${time}`,
				description: `A firewall that drops packets in silence is the usual cause. Check Host and Port; ask whether the server admits only known addresses, and have those that n8n connects from allowed. Some servers offer 3021 in place of 21, and 3990 in place of 990, for firewalls that block the usual ports. ${raise}`,
			};
		case 'greeting':
			return {
				message: `${host} accepted the connection, but sent no greeting within ${time}`,
				description: `A port for implicit TLS waits for the client to begin: then set SSL to Require SSL (Implicit), which belongs to 990 and 3990. Otherwise the server is overloaded, looks up n8n's address, or is no FTP server. ${raise}`,
			};
		case 'tls':
			return {
				message: `${host} did not finish the TLS handshake within ${time}`,
				description: `Either the port does not begin with TLS (then set SSL to Require SSL (Explicit), which belongs to 21 and 3021), or a firewall that inspects FTP holds the handshake back. ${raise}`,
			};
		case 'login':
			return {
				message: `${host} did not answer the login within ${time}`,
				description: `Servers delay logins on purpose after wrong passwords, or wait for an account service. Check Username and Password. ${raise}`,
			};
		case 'reply':
			return {
				message: `${host} did not answer${seen.verb ? ` ${seen.verb}` : ''}${seen.path ? ` for ${shownPath(seen.path)}` : ''} within ${time}`,
				description: `The server is overloaded, or the connection was cut without notice by a firewall. Keepalive (Seconds) of 30 keeps idle connections known to firewalls. ${raise}`,
			};
		case 'upload':
		case 'download':
			return {
				message: `The ${seen.waitingFor} of ${shownPath(seen.path)} stood still for ${time}${seen.bytesSoFar === undefined ? '' : ` after ${shownBytes(seen.bytesSoFar)}`}`,
				description: `No byte moved on the data connection. Look for a network fault, a full disk or a speed limit on the server. ${raise}`,
			};
		case 'listing':
			return {
				message: `The listing of ${shownPath(seen.path)} stood still for ${time}`,
				description: `Very large folders take servers long to list. ${raise}`,
			};
		case 'freeConnection':
			return {
				message: `No connection to ${host} became free within ${time}`,
				description:
					'All connections of this credential are busy. Raise Max Connections if the server allows more, or run fewer transfers at a time.',
			};
	}
}
