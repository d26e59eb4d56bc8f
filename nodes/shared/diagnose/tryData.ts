import {
	bestAlternative,
	dataAlternatives,
	type SuggestedSettings,
} from '../explain/suggestedSettings';
import { changedSettings } from '../remote/changedSettings';
import type { RemoteSettings } from '../remote/settings';
import { openListing } from './openListing';
import { withConnection } from './withConnection';

/** What carries data: other settings, or the same ones with PASV in place of EPSV. */
export type DataWay = { readonly command: 'PASV' } | { readonly change: SuggestedSettings };

/**
 * Looks for another way to open data connections, all ways at once within one timeout. The login is known to work.
 * @param epsvFailed whether the same settings may still work with PASV
 * @returns the best way that really carried a listing, null when none did
 */
export async function tryData(
	settings: RemoteSettings,
	epsvFailed: boolean,
	signal: AbortSignal,
): Promise<DataWay | null> {
	const changes = dataAlternatives(settings);
	const ways = changes.length + (epsvFailed ? 1 : 0);
	// With few connections the ways are tried one after another, and share the time.
	const timeoutMs = settings.timeoutMs / Math.ceil(ways / settings.maxConnections);
	const works = async (change: Partial<RemoteSettings>, passive?: 'PASV') => {
		try {
			const changed = changedSettings(settings, { ...change, timeoutMs });
			await withConnection(changed, { signal, passive }, async (session) => {
				const { refusal } = await openListing(session);
				if (refusal) throw refusal;
			});
			return true;
		} catch {
			return false;
		}
	};
	const [pasv, ...others] = await Promise.all([
		epsvFailed ? works({}, 'PASV') : false,
		...changes.map(async ({ mode, passiveAddress }) => {
			return await works({
				...(mode ? { mode } : {}),
				...(passiveAddress ? { passiveAddress } : {}),
			});
		}),
	]);
	signal.throwIfAborted();
	if (pasv) return { command: 'PASV' };
	const change = bestAlternative(changes.filter((_, index) => others[index] === true));
	return change && { change };
}
