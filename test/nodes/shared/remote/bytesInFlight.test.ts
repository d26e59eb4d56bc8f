import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { TransferBody } from '../../../../nodes/shared/remote/TransferBody';
import { on, stall } from '../../../support/server/faults';
import { withRemote } from './withRemote';

// With TLS, on a busy machine, a quarter of a gibibyte takes its time.
jest.setTimeout(120_000);

const size = 256 * 1024 * 1024;
/** Buffers of ours and of the system, both ends of the connection together; measured: 3 to 10 MiB. */
const most = 32 * 1024 * 1024;
const verify = { verify: 'size' } as const;

/** What a count comes to once it has not changed for so many milliseconds. */
async function still(count: () => number, ms = 700): Promise<number> {
	for (;;) {
		const before = count();
		await new Promise((resolve) => setTimeout(resolve, ms));
		if (count() === before) return before;
	}
}

describe.each([
	['in clear', {}, {}],
	['with TLS', { tls: 'required' }, { ssl: 'explicit', certificateCheck: 'allowAny' }],
] as const)('bytes on their way %s', (_title, server, settings) => {
	it('are few while the consumer of a download takes its time', async () => {
		await withRemote({ server, settings: { ...settings, timeoutMs: 20_000 } }, async (lent) => {
			const file = join(lent.server.root, 'big');
			writeFileSync(file, '');
			truncateSync(file, size);
			const before = process.memoryUsage();
			const consumed = lent.endpoint.read(
				'/big',
				async (body: Readable) => {
					const pieces = body[Symbol.asyncIterator]();
					await pieces.next();
					const taken = () => (body instanceof TransferBody ? body.bytes : Infinity);
					expect(await still(taken)).toBeLessThan(most);
					expect(process.memoryUsage().arrayBuffers - before.arrayBuffers).toBeLessThan(most);
					let bytes = 0;
					for (let next = await pieces.next(); !next.done; next = await pieces.next())
						bytes += (next.value as Buffer).length;
					expect(bytes).toBeGreaterThan(size - most);
				},
				verify,
			);
			expect((await consumed).receipt).toMatchObject({ bytes: size, attempts: 1 });
		});
	});

	it('are few while the server of an upload takes its time', async () => {
		await withRemote(
			{ server, settings: { ...settings, timeoutMs: 3000, retries: 0 } },
			async (lent) => {
				lent.server.script(on('STOR', stall(1000)));
				let given = 0;
				const piece = Buffer.alloc(64 * 1024);
				const source = {
					size,
					open: async () =>
						await Promise.resolve(
							new Readable({
								read() {
									given += piece.length;
									this.push(given > size ? null : piece);
								},
							}),
						),
				};
				await expect(
					lent.endpoint.write('/big', source, { mode: 'atomic', ...verify }),
				).rejects.toMatchObject({ category: 'timeout' });
				expect(given).toBeGreaterThan(0);
				expect(given).toBeLessThan(most);
			},
		);
	});
});
