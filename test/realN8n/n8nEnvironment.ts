import { join } from 'node:path';

/** Where n8n keeps binary data: `default` is its memory. */
export type BinaryMode = 'default' | 'filesystem';

/** What n8n's environment depends on. */
export interface N8nSettings {
	readonly userFolder: string;
	readonly port: number;
	readonly brokerPort: number;
	readonly binaryMode: BinaryMode;
}

/** The folder whose files workflows may read and write: what n8n 2.x allows by itself, and the examples use. */
export function localFolder(userFolder: string): string {
	return join(userFolder, '.n8n-files');
}

/** The environment of an n8n that stays on this machine and calls nobody. */
export function n8nEnvironment(settings: N8nSettings): NodeJS.ProcessEnv {
	const { PATH, LANG, TMPDIR } = process.env;
	const { userFolder, port, brokerPort, binaryMode } = settings;
	return {
		...{ PATH, LANG, TMPDIR },
		HOME: userFolder,
		NODE_ENV: 'production',
		N8N_USER_FOLDER: userFolder,
		N8N_ENCRYPTION_KEY: 'only-for-this-run',
		N8N_HOST: '127.0.0.1',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(port),
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_SECURE_COOKIE: 'false',
		N8N_DEFAULT_BINARY_DATA_MODE: binaryMode,
		N8N_AVAILABLE_BINARY_DATA_MODES: 'filesystem',
		N8N_RESTRICT_FILE_ACCESS_TO: localFolder(userFolder),
		N8N_COMMUNITY_PACKAGES_PREVENT_LOADING: 'false',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		N8N_RUNNERS_ENABLED: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_LOG_LEVEL: 'info',
		NO_COLOR: '1',
	};
}
