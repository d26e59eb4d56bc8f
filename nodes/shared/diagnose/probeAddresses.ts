import { dial, Unreachable, type FailedAddress } from '../remote/dial';
import type { RemoteSettings } from '../remote/settings';

/** A dead address costs the diagnosis no more than this, in milliseconds. */
const longestMs = 10_000;

/** Codes of a machine without IPv6: such an address fails at once and delays nobody. */
const noIpv6 = new Set(['ENETUNREACH', 'EADDRNOTAVAIL', 'EAFNOSUPPORT']);

/** Connects to each address once, without a login. @returns those that failed */
export async function probeAddresses(
	settings: RemoteSettings,
	addresses: readonly string[],
	signal: AbortSignal,
): Promise<FailedAddress[]> {
	const { port, localAddress } = settings;
	const timeoutMs = Math.min(settings.timeoutMs, longestMs);
	const failed = await Promise.all(
		addresses.map(async (address): Promise<readonly FailedAddress[]> => {
			const family = address.includes(':') ? 6 : 4;
			try {
				const options = { port, localAddress, timeoutMs, signal };
				const { socket } = await dial([{ address, family }], options);
				socket.destroy();
				return [];
			} catch (error) {
				if (!(error instanceof Unreachable)) throw error;
				return error.failed.filter(({ code }) => family === 4 || !noIpv6.has(code));
			}
		}),
	);
	return failed.flat();
}
