import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bytesOf } from '../../../support/memory/bytesOf';
import { on, reply } from '../../../support/server/faults';
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
