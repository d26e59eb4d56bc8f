import { candidatePorts } from './candidatePorts';

/** The values of the credential's SSL field. */
export type SslMode = 'useIfAvailable' | 'explicit' | 'implicit' | 'never';

/** Credential fields, by their names, that differ from what is set. */
export interface SuggestedSettings {
	readonly port?: number;
	readonly ssl?: SslMode;
	/** Without it the next two do not count. */
	readonly advanced?: true;
	readonly mode?: 'passive' | 'active';
	readonly passiveAddress?: 'controlHost' | 'server';
	readonly maxConnections?: number;
}

/** A port that a server may be found on, and how it is spoken to by custom. */
export interface CandidatePort {
	readonly port: number;
	readonly implicit: boolean;
}

/** The fields that alternatives are made from, as they are set. */
export interface TriedSettings {
	readonly port: number;
	readonly ssl: SslMode;
	readonly mode: 'passive' | 'active';
	readonly passiveAddress: 'controlHost' | 'server';
}

/** What the SSL field shows for a value. */
export const sslLabels: Readonly<Record<SslMode, string>> = {
	useIfAvailable: 'Use If Available',
	explicit: 'Require SSL (Explicit)',
	implicit: 'Require SSL (Implicit)',
	never: 'Never Use',
};

/** Ports that speak TLS from the first byte by custom. */
const implicitPorts = new Set([990, 3990]);
/** Ports that begin plain and offer AUTH TLS by custom. */
const explicitPorts = new Set([21, 3021]);

/** How a port is really spoken to: *Use If Available* means implicit TLS on 990 and 3990. */
export function effectiveSsl(port: number, ssl: SslMode): SslMode {
	return ssl === 'useIfAvailable' && implicitPorts.has(port) ? 'implicit' : ssl;
}

/** What usually belongs to a port, when it is set to something else; null when nothing is odd. */
export function portNotice(port: number, ssl: SslMode): string | null {
	if (port === 22)
		return 'Port 22 belongs to SSH by custom. SFTP is another protocol than FTP; FTP servers use 21, or 990 with implicit TLS.';
	if (implicitPorts.has(port) && (ssl === 'explicit' || ssl === 'never'))
		return `990 and 3990 are implicit TLS by custom, but SSL is set to ${sslLabels[ssl]}. If the server does not answer on port ${port}, set SSL to ${sslLabels.implicit}.`;
	if (explicitPorts.has(port) && ssl === 'implicit')
		return `21 and 3021 are explicit TLS by custom, but SSL is set to ${sslLabels.implicit}. If the handshake fails on port ${port}, set SSL to ${sslLabels.explicit}, or Port to 990.`;
	return null;
}

/**
 * Other ways to the same login, the likeliest first: the other methods on the same port, then the usual ports.
 * Without TLS only where the settings allow it already.
 */
export function loginAlternatives(
	set: TriedSettings,
	ports: readonly CandidatePort[] = candidatePorts,
): SuggestedSettings[] {
	const plainAllowed = set.ssl === 'never' || set.ssl === 'useIfAvailable';
	const modes: SslMode[] = plainAllowed
		? ['explicit', 'implicit', 'never']
		: ['explicit', 'implicit'];
	const spoken = effectiveSsl(set.port, set.ssl);
	// Use If Available has tried AUTH TLS and, where the server knows none, plain FTP.
	const spent: ReadonlySet<SslMode> =
		spoken === 'useIfAvailable' ? new Set(['explicit', 'never']) : new Set([spoken]);
	const samePort = modes.filter((ssl) => !spent.has(ssl)).map((ssl) => ({ ssl }));
	const otherPorts = ports
		.filter(({ port }) => port !== set.port)
		.map(({ port, implicit }): SuggestedSettings => {
			if (implicit) return { port, ssl: 'implicit' };
			return { port, ssl: plainAllowed ? 'useIfAvailable' : 'explicit' };
		});
	return [...samePort, ...otherPorts];
}

/** Other ways to open a data connection once the login works. */
export function dataAlternatives(set: TriedSettings): SuggestedSettings[] {
	if (set.mode === 'active') return [{ advanced: true, mode: 'passive' }];
	return [
		{
			advanced: true,
			passiveAddress: set.passiveAddress === 'server' ? 'controlHost' : 'server',
		},
		{ advanced: true, mode: 'active' },
	];
}

/**
 * The best of the alternatives that worked, or null: encrypted before plain, passive before active,
 * then in the order given.
 */
export function bestAlternative(worked: readonly SuggestedSettings[]): SuggestedSettings | null {
	const cost = (one: SuggestedSettings) =>
		(one.ssl === 'never' ? 2 : 0) + (one.mode === 'active' ? 1 : 0);
	return worked.reduce<SuggestedSettings | null>(
		(best, one) => (best === null || cost(one) < cost(best) ? one : best),
		null,
	);
}

/** Settings that worked as a sentence: `These settings worked: Port 990, SSL Require SSL (Implicit).` */
export function describeSuggestion(settings: SuggestedSettings): string {
	const fields = [
		settings.port === undefined ? '' : `Port ${settings.port}`,
		settings.ssl === undefined ? '' : `SSL ${sslLabels[settings.ssl]}`,
		settings.advanced ? 'Use Advanced Settings on' : '',
		settings.mode === undefined
			? ''
			: `Transfer Mode ${settings.mode === 'active' ? 'Active' : 'Passive'}`,
		settings.passiveAddress === undefined
			? ''
			: `Passive Address ${settings.passiveAddress === 'server' ? "from the server's reply" : 'of the host connected to'}`,
		settings.maxConnections === undefined ? '' : `Max Connections ${settings.maxConnections}`,
	].filter((field) => field !== '');
	if (fields.length === 0) return '';
	const caution =
		settings.mode === 'active'
			? ' Active mode is for local networks without firewall and NAT; better have the passive ports opened.'
			: '';
	return `These settings worked: ${fields.join(', ')}.${caution}`;
}
