import type { RunContext } from '../model/RunContext';
import type { RemoteSettings } from '../remote/settings';
import type { ProbeFiles } from './ProbeFiles';
import { withConnection } from './withConnection';

/** How long tidying up may take, in milliseconds; also after the run was stopped. */
const tidyMs = 5000;

/** Removes what an interrupted write probe left on the server, on a new connection, or tells its name. */
export async function removeLeftovers(
	settings: RemoteSettings,
	files: ProbeFiles,
	run: RunContext,
): Promise<void> {
	if (files.paths.length === 0) return;
	try {
		const signal = AbortSignal.timeout(tidyMs);
		await withConnection(settings, { signal }, async (session) => await files.remove(session));
	} catch {
		// Told below.
	}
	for (const path of files.paths)
		run.hint(`The probe file could not be removed from the server: ${path}`);
}
