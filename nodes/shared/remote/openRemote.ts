import type { Endpoint } from '../model/Endpoint';
import type { RunContext } from '../model/RunContext';
import { poolOf } from './pools';
import { Remote } from './Remote';
import { RemoteEndpoint } from './RemoteEndpoint';
import type { RemoteSettings } from './settings';

/**
 * The server behind these settings as one run uses it. Connects at the first call, through the process-wide pool of
 * these settings.
 * @throws RemoteError `invalidInput` when a certificate or key of the settings cannot be read
 */
export function openRemote(settings: RemoteSettings, run: RunContext): Endpoint {
	return new RemoteEndpoint(new Remote(poolOf(settings), run));
}
