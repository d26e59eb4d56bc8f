import { createServer } from 'node:net';

/** A port of 127.0.0.1 that nobody listens on at this moment. */
export function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const listener = createServer();
		listener.once('error', reject);
		listener.listen(0, '127.0.0.1', () => {
			const address = listener.address();
			const port = address !== null && typeof address === 'object' ? address.port : 0;
			listener.close(() => resolve(port));
		});
	});
}
