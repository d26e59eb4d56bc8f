import { toError } from '../explain/explain';
import type { SuggestedSettings } from '../explain/suggestedSettings';
import type { RemoteError } from '../model/RemoteError';
import type { RemoteSettings } from '../remote/settings';

/**
 * The failure of a data connection as one of its address, where another Passive Address has proven that the port is
 * open. A refused or silent port alone looks like a firewall's.
 */
export function blameAddress(
	error: RemoteError,
	{ host, port, user, passiveAddress }: RemoteSettings,
	worked: SuggestedSettings | null | undefined,
): RemoteError {
	if (worked?.passiveAddress === undefined) return error;
	const address = textOf(error.data?.['address']);
	return toError(
		{
			category: 'dataChannel',
			stage: error.stage,
			how: 'wrongAddress',
			mode: 'passive',
			direction: 'listing',
			host,
			port,
			user,
			path: error.path,
			address,
			announcedAddress: passiveAddress === 'server' ? address : undefined,
		},
		error,
	);
}

function textOf(value: unknown): string | undefined {
	return typeof value === 'string' ? value : undefined;
}
