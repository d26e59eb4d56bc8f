import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/*
 * n8n-core reads its environment into singletons when it is first imported. Import this file before anything that
 * imports n8n-core; jest does so through `setupFiles`. Set N8N_DEFAULT_BINARY_DATA_MODE before it to choose another store.
 */
const marker = 'N8N_TEST_ENGINE_HOME';

if (process.env[marker] === undefined) {
	const home = mkdtempSync(join(tmpdir(), 'n8n-engine-'));
	mkdirSync(join(home, 'files'));
	process.env[marker] = home;
	process.env.N8N_USER_FOLDER = home;
	// With a key given, n8n looks for no settings file.
	process.env.N8N_ENCRYPTION_KEY = 'engine-in-tests';
	process.env.N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS = 'false';
	process.env.N8N_LOG_LEVEL ??= 'silent';
	process.env.N8N_DEFAULT_BINARY_DATA_MODE ??= 'filesystem';
	process.env.N8N_RESTRICT_FILE_ACCESS_TO = join(home, 'files');
}

/** The engine's own folder, removed by `stopEngine`. */
export const engineHome = process.env[marker];

/** The only local folder that nodes may touch. */
export const engineFiles = join(engineHome, 'files');
