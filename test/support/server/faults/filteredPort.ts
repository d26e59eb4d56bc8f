import { connect, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';

/*
 * A port whose SYNs get no answer, like one that a firewall drops. Linux drops SYNs for a listener whose queue is full:
 * a thread listens with a queue of one and then sleeps for ever, and two connections of ours fill the queue.
 */
const listenAndSleep = `
	const { parentPort, workerData } = require('node:worker_threads');
	const listener = require('node:net').createServer();
	listener.listen({ port: 0, host: workerData, backlog: 1 }, () => {
		parentPort.postMessage(listener.address().port);
		Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
	});
`;

/** Opens such a port; `close` ends thread and sockets. */
export async function filteredPort(
	host: string,
): Promise<{ readonly port: number; readonly close: () => void }> {
	const worker = new Worker(listenAndSleep, { eval: true, workerData: host });
	const port = await new Promise<number>((resolve, reject) => {
		worker.once('error', reject);
		worker.once('message', resolve);
	});
	worker.unref();
	const fillers = await Promise.all([1, 2].map(() => connected(host, port)));
	return {
		port,
		close() {
			for (const filler of fillers) filler.destroy();
			void worker.terminate();
		},
	};
}

function connected(host: string, port: number): Promise<Socket> {
	return new Promise((resolve, reject) => {
		const socket = connect({ host, port }, () => resolve(socket));
		socket.once('error', reject);
	});
}
