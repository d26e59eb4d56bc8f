import { createServer, type Server } from 'node:net';

/** A range of ports that no other server of ours uses, in this process or another. */
export interface PortClaim {
	readonly control: number;
	readonly passive: readonly [number, number];
	release(): Promise<void>;
}

// Below the range from which Linux takes the ports of outgoing connections (32768 and up).
const FIRST = 20_000;
const LAST = 32_000;
const SIZE = 200;

/** Claims a range by listening on its first port: the claim ends with the process, whatever ends it. */
export async function claimPorts(random: () => number = Math.random): Promise<PortClaim> {
	const ranges = Math.floor((LAST - FIRST) / SIZE);
	const start = Math.floor(random() * ranges);
	for (let i = 0; i < ranges; i++) {
		const base = FIRST + ((start + i) % ranges) * SIZE;
		const claim = await listen(base);
		if (claim === null) continue;
		const probe = await listen(base + 1);
		if (probe === null) {
			await close(claim);
			continue;
		}
		await close(probe);
		claim.unref();
		return {
			control: base + 1,
			passive: [base + 2, base + SIZE - 1],
			release: () => close(claim),
		};
	}
	throw new Error(`No free range of ports between ${FIRST} and ${LAST}`);
}

function listen(port: number): Promise<Server | null> {
	return new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => resolve(null));
		server.listen({ port, host: '127.0.0.1', exclusive: true }, () => resolve(server));
	});
}

function close(server: Server): Promise<void> {
	return new Promise((resolve) => server.close(() => resolve()));
}
