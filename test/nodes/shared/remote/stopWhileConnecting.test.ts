import { lookup } from 'node:dns/promises';
import { testRun } from '../../../support/memory/testRun';
import { on, say, silence, type Rule } from '../../../support/server/faults';
import type { RemoteSettings } from '../../../../nodes/shared/remote/settings';
import { withRemote } from './withRemote';

jest.mock('node:dns/promises', () => ({
	...jest.requireActual<object>('node:dns/promises'),
	lookup: jest.fn(),
}));

const tls = { ssl: 'explicit', certificateCheck: 'allowAny' } as const;
/** Where the server stands still for the first connection, and what shows that it was reached. */
const places: ReadonlyArray<readonly [string, string, Rule, Partial<RemoteSettings>]> = [
	['the greeting', '', on('GREETING', { connection: 1 }, silence()), {}],
	['AUTH TLS', 'AUTH', on('AUTH', { nth: 1 }, silence()), tls],
	['the TLS handshake', 'AUTH', on('AUTH', { nth: 1 }, say('234 Go on'), silence()), tls],
	['the login', 'USER', on('USER', { nth: 1 }, silence()), {}],
	['the password', 'PASS', on('PASS', { nth: 1 }, silence()), {}],
	['the preparations', 'TYPE', on('TYPE', { nth: 1 }, silence()), {}],
];

describe('a run that is stopped while the connection stands still at', () => {
	it.each(places)('%s does not keep the next one waiting', async (_, verb, rule, settings) => {
		const server = { tls: 'explicit', faults: [rule] } as const;
		const patient = { timeoutMs: 60_000, ...settings };
		await withRemote({ server, settings: patient }, async (lent) => {
			const stop = new AbortController();
			const running = lent.forRun(testRun({ signal: stop.signal })).list('/');
			running.catch(() => undefined);
			await lent.server.until((reached) =>
				verb === '' ? reached.stats.connections > 0 : reached.commands(verb).length > 0,
			);
			const began = performance.now();
			stop.abort(new Error('stopped'));
			await expect(running).rejects.toMatchObject({ category: 'cancelled' });
			await expect(lent.endpoint.list('/')).resolves.toMatchObject({ complete: true });
			expect(performance.now() - began).toBeLessThan(3000);
		});
	});

	it('the look-up of its name does not keep the next one waiting', async () => {
		const looked = jest.mocked(lookup) as unknown as jest.Mock;
		const loopback = [{ address: '127.0.0.1', family: 4 }];
		looked.mockReturnValueOnce(new Promise(() => undefined)).mockResolvedValue(loopback);
		await withRemote({ settings: { host: 'host.test' } }, async (lent) => {
			const stop = new AbortController();
			const running = lent.forRun(testRun({ signal: stop.signal })).list('/');
			running.catch(() => undefined);
			stop.abort(new Error('stopped'));
			await expect(running).rejects.toMatchObject({ category: 'cancelled' });
			await expect(lent.endpoint.list('/')).resolves.toMatchObject({ complete: true });
		});
	});
});
