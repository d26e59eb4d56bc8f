import { invalidInput } from './invalidInput';

/** What a person put into Host, taken apart. Parts that were not there are null. */
export interface HostField {
	/** Lower case, international names in their ASCII form, IPv6 without brackets. */
	readonly host: string;
	readonly scheme: 'ftp' | 'ftps' | 'ftpes' | null;
	readonly port: number | null;
	readonly user: string | null;
	/** Without a leading `/`: the path of an FTP URL begins in the folder that the login lands in (RFC 1738 section 3.2.2). */
	readonly folder: string | null;
}

const url = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(?:([^/@]*)@)?([^/@]*)(\/.*)?$/is;
const bracketed = /^\[([^\]]*)\](?::(.*))?$/;
const ipv6 = /^[0-9a-f:.]*:[0-9a-f:.]*:[0-9a-f:.]*(%[\w.~-]+)?$/i;
const example = 'Enter the name or address of the server, for example "ftp.example.com".';

/**
 * Reads Host: a name or an address, or an address that was pasted from a browser or another FTP program.
 * @throws RemoteError `invalidInput`
 */
export function parseHost(text: string): HostField {
	const typed = text.trim();
	if (typed === '') throw invalidInput('Host is empty', example);
	const [, scheme, login, address = '', path] = url.exec(typed) ?? [];
	const { host, port } = splitPort(address);
	return {
		scheme: knownScheme(scheme),
		user: userOf(login),
		host: knownHost(host),
		port: knownPort(port),
		folder: decoded(path?.replace(/^\/+/, '') ?? ''),
	};
}

function knownScheme(scheme: string | undefined): HostField['scheme'] {
	const lower = scheme?.toLowerCase();
	if (lower === undefined) return null;
	if (lower === 'ftp' || lower === 'ftps' || lower === 'ftpes') return lower;
	throw invalidInput(
		`Host begins with "${scheme}://", which is not FTP`,
		lower === 'sftp'
			? 'SFTP is a protocol of its own (file transfer over SSH): use n8n\'s "FTP" node with protocol SFTP for it. For FTP remove the prefix.'
			: 'Remove the prefix, or use ftp://, ftps:// or ftpes://.',
	);
}

function userOf(login: string | undefined): string | null {
	if (login === undefined) return null;
	if (login.includes(':')) {
		throw invalidInput(
			'Host contains a password',
			'Move it to Password, where it is stored encrypted and hidden, and leave only the name of the server in Host.',
		);
	}
	return decoded(login);
}

function splitPort(address: string): { host: string; port: string | undefined } {
	const brackets = bracketed.exec(address);
	if (brackets) return { host: brackets[1] ?? '', port: brackets[2] };
	// More than one colon without brackets can only be an IPv6 address.
	if (ipv6.test(address)) return { host: address, port: undefined };
	const colon = address.indexOf(':');
	return colon < 0
		? { host: address, port: undefined }
		: { host: address.slice(0, colon), port: address.slice(colon + 1) };
}

function knownHost(host: string): string {
	if (ipv6.test(host)) return host.toLowerCase();
	const name = host.replace(/\.$/, '');
	// URL turns international names into the form that DNS and certificates use, and refuses what cannot be a name.
	const asUrl = `http://${name}/`;
	if (name === '' || /[\s%?#\\[\]]/.test(name) || !URL.canParse(asUrl)) {
		throw invalidInput(`Host cannot be "${host}"`, example);
	}
	return new URL(asUrl).hostname;
}

/**
 * A name as certificates and SNI spell it: lower case, international names in their ASCII form (RFC 5890), without the
 * dot at its end. What cannot be a name stays as it is, and will match no certificate.
 */
export function certificateName(text: string): string {
	const name = text.trim();
	try {
		return knownHost(name);
	} catch {
		return name;
	}
}

function knownPort(port: string | undefined): number | null {
	if (port === undefined || port === '') return null;
	const number = Number(port);
	if (/^\d+$/.test(port) && number >= 1 && number <= 65_535) return number;
	throw invalidInput(
		`Host ends in ":${port}", which is no port`,
		'Write a number from 1 to 65535 after the colon, or nothing.',
	);
}

function decoded(text: string): string | null {
	if (text === '') return null;
	const plain = percentDecoded(text);
	if (!/[\r\n\0]/.test(plain)) return plain;
	throw invalidInput('Host contains a line break or NUL', example);
}

function percentDecoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		// A "%" that begins no escape stands for itself.
		return text;
	}
}
