import { once } from 'node:events';
import { createServer, Socket, type Server } from 'node:net';
import { dial, Unreachable } from '../../../../nodes/shared/remote/dial';
import { filteredPort } from '../../../support/server/faults/filteredPort';

const v4 = (address: string) => ({ address, family: 4 }) as const;

async function listening(host: string, port = 0): Promise<{ server: Server; port: number }> {
	const server = createServer((socket) => socket.on('error', () => undefined).end('hello')).listen(
		port,
		host,
	);
	await once(server, 'listening');
	const address = server.address();
	return { server, port: typeof address === 'object' && address ? address.port : 0 };
}

const options = (port: number, timeoutMs = 2000, signal = new AbortController().signal) => ({
	port,
	localAddress: '',
	timeoutMs,
	signal,
});

const { connect } = Socket.prototype;

/** Connects as ever, and notes the sockets. */
function noted(opened: Socket[]): typeof connect {
	return function (this: Socket, ...args: unknown[]) {
		opened.push(this);
		return Reflect.apply(connect, this, args) as Socket;
	};
}

describe('dialling', () => {
	it('takes the first address that answers, and tells of those that failed', async () => {
		const { server, port } = await listening('127.0.0.2');
		const { socket, address, failed } = await dial(
			[v4('127.0.0.1'), v4('127.0.0.2')],
			options(port),
		);
		expect(address).toBe('127.0.0.2');
		expect(failed).toMatchObject([{ address: '127.0.0.1', code: 'ECONNREFUSED' }]);
		socket.destroy();
		server.close();
	});

	it('gives a silent address a short head start only', async () => {
		const filtered = await filteredPort('127.0.0.3');
		const { server } = await listening('127.0.0.4', filtered.port);
		const opened: Socket[] = [];
		const connecting = jest.spyOn(Socket.prototype, 'connect').mockImplementation(noted(opened));
		const began = performance.now();
		const { socket, address } = await dial(
			[v4('127.0.0.3'), v4('127.0.0.4')],
			options(filtered.port, 20_000),
		);
		expect(address).toBe('127.0.0.4');
		expect(performance.now() - began).toBeLessThan(5000);
		// The silent one is given up, and does not hold the process for the rest of its time.
		connecting.mockRestore();
		expect(opened.map(({ destroyed }) => destroyed)).toEqual([true, false]);
		socket.destroy();
		server.close();
		filtered.close();
	});

	it('goes on at once where an address refuses', async () => {
		const { server, port } = await listening('127.0.0.6');
		const addresses = ['127.0.0.3', '127.0.0.4', '127.0.0.5', '127.0.0.6'].map(v4);
		// Of several, since this machine may stand still for a moment.
		let quickest = Infinity;
		for (let time = 0; time < 3; time++) {
			const began = performance.now();
			(await dial(addresses, options(port))).socket.destroy();
			quickest = Math.min(quickest, performance.now() - began);
		}
		expect(quickest).toBeLessThan(250);
		server.close();
	});

	it('fails when all have failed, with each reason', async () => {
		const { server, port } = await listening('127.0.0.1');
		server.close();
		await once(server, 'close');
		const dialling = dial([v4('127.0.0.1'), v4('127.0.0.2')], options(port));
		await expect(dialling).rejects.toBeInstanceOf(Unreachable);
		await expect(dialling).rejects.toMatchObject({
			timedOut: false,
			failed: [{ code: 'ECONNREFUSED' }, { code: 'ECONNREFUSED' }],
		});
	});

	it('tells silence from a refusal', async () => {
		const filtered = await filteredPort('127.0.0.1');
		await expect(dial([v4('127.0.0.1')], options(filtered.port, 100))).rejects.toMatchObject({
			timedOut: true,
		});
		filtered.close();
	});

	it('ends at once when it is stopped', async () => {
		const filtered = await filteredPort('127.0.0.1');
		const stopper = new AbortController();
		const dialling = dial([v4('127.0.0.1')], options(filtered.port, 60_000, stopper.signal));
		stopper.abort(new Error('stopped'));
		await expect(dialling).rejects.toThrow('stopped');
		await expect(dial([v4('127.0.0.1')], options(1, 10, stopper.signal))).rejects.toThrow(
			'stopped',
		);
		filtered.close();
	});

	it('bears a connection that breaks before anybody listens to it', async () => {
		const server = createServer((socket) => setImmediate(() => socket.resetAndDestroy()));
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		const address = server.address();
		const port = typeof address === 'object' && address ? address.port : 0;
		try {
			const { socket } = await dial([v4('127.0.0.1')], options(port));
			socket.resume();
			if (!socket.destroyed) await new Promise((resolve) => socket.once('close', resolve));
			expect(socket.destroyed).toBe(true);
		} catch (error) {
			// The system may tell of the reset before it tells of the connection.
			expect(error).toMatchObject({ failed: [{ code: 'ECONNRESET' }] });
		} finally {
			server.close();
		}
	});
});
