import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { textOf } from '../../../support/memory/bytesOf';
import { dataPort, on, reply } from '../../../support/server/faults';
import { pipelining, withRemote, type Lent } from './withRemote';

const one = { server: pipelining, settings: { maxConnections: 1, retries: 0, timeoutMs: 10_000 } };

async function readAll({ endpoint, server }: Lent, count: number): Promise<void> {
	const paths = Array.from({ length: count }, (_, index) => `/f${index}`);
	for (const path of paths) writeFileSync(join(server.root, path), path);
	const read = async (path: string) => await endpoint.read(path, textOf, { verify: 'size' });
	const results = await Promise.all(paths.map(read));
	expect(results.map(({ result }) => result)).toEqual(paths);
	expect(results.map(({ receipt }) => receipt.attempts)).toEqual(paths.map(() => 1));
}

describe('a data port that is asked for ahead', () => {
	it('is used, one question a transfer', async () => {
		await withRemote(one, async (lent) => {
			await readAll(lent, 4);
			expect(lent.server.commands('EPSV')).toHaveLength(4);
		});
	});

	it.each(['refused', 'filtered'] as const)(
		'that is %s is asked for once more, and no other ahead',
		async (how) => {
			await withRemote(one, async (lent) => {
				lent.server.script(on('EPSV', { nth: 2 }, dataPort(how)));
				await readAll(lent, 4);
				expect(lent.server.commands('EPSV')).toHaveLength(5);
				expect(lent.shared.profile.overlaps).toBe(false);
			});
		},
	);
});

describe('an answer to EPSV without a port', () => {
	it.each(['229 Ok', '229 (|1|127.0.0.1|21|)', '202 Superfluous', '522 Not for IPv4'])(
		'is followed by PASV (%s)',
		async (text) => {
			await withRemote({ settings: { retries: 0 } }, async (lent) => {
				lent.server.script(on('EPSV', reply(text)));
				await readAll(lent, 2);
				expect(lent.server.commands('EPSV')).toHaveLength(1);
				expect(lent.server.commands('PASV').length).toBeGreaterThan(0);
			});
		},
	);
});
