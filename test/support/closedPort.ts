import { createServer } from 'node:net';

/** A port of 127.0.0.1 where nobody listens. */
export async function closedPort(): Promise<number> {
	const listener = createServer();
	await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
	const address = listener.address();
	await new Promise((resolve) => listener.close(resolve));
	return typeof address === 'object' && address ? address.port : 0;
}
