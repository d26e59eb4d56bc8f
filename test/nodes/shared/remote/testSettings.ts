import type { RemoteSettings } from '../../../../nodes/shared/remote/settings';

/** Complete settings for the scripted server: plain, fast to give up, three retries a few milliseconds apart. */
export function testSettings(change: Partial<RemoteSettings> = {}): RemoteSettings {
	return {
		host: '127.0.0.1',
		port: 21,
		user: 'test',
		password: 'secret',
		ssl: 'never',
		certificateCheck: 'verify',
		fingerprints: [],
		caCertificates: [],
		rootFolder: '',
		maxConnections: 4,
		timeoutMs: 2000,
		serverName: '',
		retries: 3,
		retryDelayMs: 5,
		keepAliveMs: 0,
		idleCloseMs: 60_000,
		mode: 'passive',
		passiveAddress: 'controlHost',
		activeAddress: '',
		activePorts: null,
		localAddress: '',
		encoding: 'auto',
		serverTimeZone: '',
		minTlsVersion: 'TLSv1.2',
		clientCertificate: '',
		clientKey: '',
		clientKeyPassphrase: '',
		account: '',
		protocolLog: false,
		...change,
	};
}
