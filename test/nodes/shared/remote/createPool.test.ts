import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { budgetKey } from '../../../../nodes/shared/remote/createPool';
import { bytesOf } from '../../../support/memory/bytesOf';
import { dropBefore, on } from '../../../support/server/faults';
import { testSettings } from './testSettings';
import { withRemote } from './withRemote';

jest.mock('node:dns/promises', () => ({
	...jest.requireActual<object>('node:dns/promises'),
	lookup: jest.fn(),
}));

/** An address that takes connections and closes them, as a balancer does that has no server behind it. */
async function closingAt(address: string, port: number) {
	const calls = { count: 0 };
	const listener = createServer((socket) => {
		calls.count++;
		socket.on('error', () => undefined).destroy();
	});
	listener.listen(port, address);
	await once(listener, 'listening');
	return { calls, end: async () => await new Promise((resolve) => listener.close(resolve)) };
}

const looked = lookup as unknown as jest.Mock;

describe('a host of several addresses', () => {
	it('is retried at another one, and the connections that follow go where the first got in', async () => {
		const found = ['127.0.0.3', '127.0.0.1'].map((address) => ({ address, family: 4 }));
		looked.mockResolvedValue(found);
		await withRemote({ settings: { host: 'host.test' } }, async ({ server, endpoint, pool }) => {
			const dead = await closingAt('127.0.0.3', server.port);
			try {
				await pool.use(
					async () => {
						endpoint.announce(4);
						while (pool.stats.open < 4 && pool.stats.learnedLimit === null)
							await new Promise(setImmediate);
					},
					{ owner: 'other', signal: new AbortController().signal },
				);
				expect(pool.stats).toMatchObject({ open: 4, learnedLimit: null });
				expect(dead.calls.count).toBe(1);
			} finally {
				await dead.end();
			}
		});
	});
});

it.each(['ENOTFOUND', 'EAI_AGAIN'])(
	'asks once more for a name that gives %s, and no more',
	async (code) => {
		looked.mockReset();
		looked.mockRejectedValue(Object.assign(new Error(code), { code }));
		const settings = { host: 'nowhere.example', retries: 5, retryDelayMs: 0 };
		await withRemote({ settings }, async ({ endpoint }) => {
			await expect(endpoint.list('/')).rejects.toMatchObject({
				...{ category: 'dns', retryable: true, stage: 'resolve', attempts: 2 },
			});
		});
		expect(looked).toHaveBeenCalledTimes(2);
	},
);

it('a connection that is closed in place of the greeting, beside others of ours, is one too many', async () => {
	const server = { maxConnections: 2, tooMany: 'destroy' } as const;
	await withRemote({ server }, async ({ endpoint, pool, server: { stats } }) => {
		const uploads = Array.from({ length: 12 }, async (_, i) => {
			const options = { mode: 'atomic', verify: 'size' } as const;
			return await endpoint.write(`/f${i}`, bytesOf(Buffer.from('x')), options);
		});
		for (const { attempts } of await Promise.all(uploads)) expect(attempts).toBe(1);
		expect(pool.stats).toMatchObject({ learnedLimit: 2, open: 2 });
		expect(stats.peakLoggedIn).toBe(2);
		// What the server does not want is not tried again and again.
		expect(stats.connections).toBeLessThanOrEqual(4);
	});
});

it('a pooled connection that breaks after it has answered counts as a try', async () => {
	await withRemote({ settings: { retries: 0 } }, async ({ endpoint, server }) => {
		await endpoint.list('/');
		server.script(on('MLSD', { nth: 1 }, dropBefore()));
		await expect(endpoint.list('/')).rejects.toMatchObject({
			category: 'connectionLost',
			attempts: 1,
		});
	});
});

describe('the login that a budget of connections is counted for', () => {
	const key = budgetKey(testSettings({ host: 'ftp.test' }));

	it('is the same for other settings and spellings of it', () => {
		const same = {
			host: 'FTP.test',
			rootFolder: '/in',
			password: 'another',
			ssl: 'explicit',
		} as const;
		expect(budgetKey(testSettings(same))).toBe(key);
	});

	it.each([{ host: 'other.test' }, { user: 'other' }, { port: 2121 }])(
		'is another for %j',
		(part) => {
			expect(budgetKey(testSettings({ host: 'ftp.test', ...part }))).not.toBe(key);
		},
	);
});
