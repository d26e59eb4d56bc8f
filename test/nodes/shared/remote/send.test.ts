import { readdirSync } from 'node:fs';
import { Readable } from 'node:stream';
import type { ByteSource } from '../../../../nodes/shared/model/Endpoint';
import { testRun } from '../../../support/memory/testRun';
import { cutData, on } from '../../../support/server/faults';
import { withRemote } from './withRemote';

const atomic = { mode: 'atomic', verify: 'size' } as const;

/** Gives a piece, and then neither another one nor its end; it does not let go when it is destroyed either. */
function stuck(): ByteSource {
	async function* pieces() {
		yield Buffer.alloc(100_000);
		await new Promise(() => undefined);
	}
	return { size: 200_000, open: async () => await Promise.resolve(Readable.from(pieces())) };
}

describe('a source that stands still', () => {
	it('is not waited for when the server has cut the connection', async () => {
		await withRemote({ settings: { retries: 0 } }, async ({ server, endpoint }) => {
			server.script(on('STOR', cutData(50_000)));
			await expect(endpoint.write('/a', stuck(), atomic)).rejects.toMatchObject({
				category: 'dataChannel',
			});
			expect(readdirSync(server.root)).toEqual([]);
		});
	});

	it('is not waited for when the run is stopped', async () => {
		await withRemote({}, async ({ server, forRun, pool }) => {
			const stop = new AbortController();
			const running = forRun(testRun({ signal: stop.signal })).write('/a', stuck(), atomic);
			running.catch(() => undefined);
			await server.until(({ stats }) => stats.dataConnections > 0);
			const began = performance.now();
			stop.abort(new Error('stopped'));
			await expect(running).rejects.toMatchObject({ category: 'cancelled' });
			expect(performance.now() - began).toBeLessThan(1500);
			expect(readdirSync(server.root)).toEqual([]);
			expect(pool.stats.busy).toBe(0);
			// An orderly end of the data would have told the server that the file is whole.
			expect(server.log.filter(({ line }) => line.startsWith('226'))).toEqual([]);
		});
	});
});
