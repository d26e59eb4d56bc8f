import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bytesOf, textOf } from '../../../support/memory/bytesOf';
import { on, reply, slow } from '../../../support/server/faults';
import { pipelining, withRemote } from './withRemote';

describe.each([
	['one command at a time', {}],
	['commands ahead', pipelining],
])('MLST that is offered and refused, on a server that takes %s', (_kind, kind) => {
	// ProFTPD 1.3.8 with <Limit MLST> DenyAll.
	const server = { ...kind, faults: [on('MLST', reply('550 Unable to handle command'))] };

	it('does not make a file look missing', async () => {
		await withRemote({ server }, async ({ server: { root }, endpoint }) => {
			writeFileSync(join(root, 'a'), 'x');
			expect(await endpoint.find('/a')).toMatchObject({ type: 'file', size: 1 });
			expect(await endpoint.find('/none')).toBeNull();
		});
	});

	it('fails no upload that looks first', async () => {
		await withRemote({ server }, async ({ endpoint }) => {
			const upload = { mode: 'atomic', verify: 'size', expected: 'absent' } as const;
			const sent = await endpoint.write('/a', bytesOf('x'), upload);
			expect(sent).toMatchObject({ verified: 'size', attempts: 1 });
			await expect(endpoint.write('/a', bytesOf('y'), upload)).rejects.toMatchObject({
				category: 'guard',
			});
		});
	});
});

describe('an upload that has to be asked about in another way', () => {
	const ways = [
		['MLST is refused', on('MLST', reply('550 Unable to handle command')), 'absent'],
		['SIZE is refused', on('SIZE', reply('550 SIZE not allowed in ASCII mode')), undefined],
		['SIZE is unknown', on('SIZE', reply('500 Unknown command')), undefined],
	] as const;
	const settings = { maxConnections: 1, retries: 0 };

	it.each(ways)('says nothing into the next transfer (%s)', async (_how, refusal, expected) => {
		await withRemote({ server: pipelining, settings }, async ({ server, endpoint }) => {
			server.script(refusal, on('STOR', slow(1000)));
			const names = ['a', 'b', 'c'];
			const write = async (name: string) =>
				await endpoint.write(`/${name}`, bytesOf(name.repeat(100)), {
					...{ mode: 'atomic', verify: 'size', expected },
				});
			const receipts = await Promise.all(names.map(write));
			expect(receipts.map(({ attempts }) => attempts)).toEqual([1, 1, 1]);
			expect(receipts.map(({ verified }) => verified)).toEqual(['size', 'size', 'size']);
			expect(readdirSync(server.root).sort()).toEqual(names);
		});
	});
});

describe.each([
	['one command at a time', {}],
	['commands ahead', pipelining],
])('a download whose first question is refused, by a server that takes %s', (_kind, kind) => {
	it('is asked about in another way after the transfer', async () => {
		const faults = [on('MLST', reply('502 Not implemented')), on('RETR', slow(1000))];
		await withRemote(
			{ server: { ...kind, faults }, settings: { retries: 0 } },
			async ({ server: { root }, endpoint }) => {
				writeFileSync(join(root, 'a'), 'x'.repeat(100));
				const { result, receipt } = await endpoint.read('/a', textOf, { verify: 'size' });
				expect(result).toBe('x'.repeat(100));
				expect(receipt.verified).toBe('size');
			},
		);
	});
});
