import type { DiagnoseStage } from '../explain/StageSeen';
import { effectiveSsl } from '../explain/suggestedSettings';
import type { RemoteError } from '../model/RemoteError';
import { budgetKey } from '../remote/createPool';
import { overhear } from '../remote/overhear';
import { connectionBudget } from '../remote/pools';
import type { RemoteSettings } from '../remote/settings';

/** How long a port may take to answer, and what part of the timeout at most: what is no FTP server refuses at once. */
const patienceMs = 2000;
const patiencePart = 3;

/**
 * What a port really is that said nothing, or nothing of FTP: web servers wait for the client to begin, in plain text
 * or over TLS.
 * @returns the error that says so; null when nobody answered, or an FTP server did
 */
export async function askSilentPort(
	settings: RemoteSettings,
	{ stage, error }: { readonly stage: DiagnoseStage; readonly error: RemoteError },
	signal: AbortSignal,
): Promise<RemoteError | null> {
	const limit = AbortSignal.timeout(
		Math.min(patienceMs, Math.ceil(settings.timeoutMs / patiencePart)),
	);
	const either = AbortSignal.any([signal, limit]);
	const key = budgetKey(settings);
	const answers = await Promise.all(
		waysToAsk(settings, stage, error).map(async (secured) => {
			try {
				return await connectionBudget().lend(key, settings.maxConnections, either, async () => {
					return await overhear(settings, secured, either);
				});
			} catch {
				return null;
			}
		}),
	);
	return answers.find((answer) => answer !== null) ?? null;
}

/** Whether to ask without TLS, with it, or both. */
function waysToAsk(
	{ port, ssl }: RemoteSettings,
	stage: DiagnoseStage,
	{ category }: RemoteError,
): boolean[] {
	const implicit = effectiveSsl(port, ssl) === 'implicit';
	if (stage === 'greeting' && category === 'timeout') return implicit ? [true] : [false, true];
	return stage === 'tls' && implicit ? [false] : [];
}
