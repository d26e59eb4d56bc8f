import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { serverKinds, type ServerKind, type TlsMode } from './RealServerOptions';
import type { RealServer } from './startRealServer';

/** A way to reach a real server: how it is started, and what the credential then says. */
export interface Login {
	readonly kind: ServerKind;
	readonly tls: TlsMode;
	readonly login: (server: RealServer) => ICredentialDataDecryptedObject;
}

const ssl = {
	none: 'never',
	explicit: 'explicit',
	required: 'explicit',
	implicit: 'implicit',
} as const;

/** Every server in each way of TLS that it has; certificates are checked. */
export function loginsOf(modes: readonly TlsMode[] = ['none', 'explicit', 'implicit']): Login[] {
	return serverKinds.flatMap((kind) =>
		modes
			// Pure-FTPd has no implicit TLS.
			.filter((tls) => kind !== 'pureftpd' || tls !== 'implicit')
			.map((tls) => ({
				kind,
				tls,
				login: ({ caPem, serverName }) => ({ ssl: ssl[tls], caCertificates: caPem, serverName }),
			})),
	);
}
