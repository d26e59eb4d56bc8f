import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bytesOf } from '../../../support/memory/bytesOf';
import { firstDo, on, refuse, reply } from '../../../support/server/faults';
import { temporaryFiles } from './healthy';
import { pipelining, withRemote } from './withRemote';

const quick = { settings: { retries: 0 } };
const refusal = '553 Could not create file.';

describe('an upload into a folder that another execution makes at the same moment', () => {
	it.each([
		['atomic', 'STOR', {}],
		['atomic', 'STOR', pipelining],
		['direct', 'STOR', {}],
		['append', 'APPE', {}],
	] as const)('does not look like missing rights (%s, %s, %j)', async (mode, verb, server) => {
		await withRemote({ ...quick, server }, async (lent) => {
			const make = firstDo(() => mkdirSync(join(lent.server.root, 'new')));
			lent.server.script(on(verb, { nth: 1 }, make, reply(refusal)));
			const receipt = await lent.endpoint.write('/new/a', bytesOf('content'), {
				mode,
				verify: 'size',
			});
			expect(receipt).toMatchObject({ bytes: 7, verified: 'size', attempts: 1 });
			expect(readFileSync(join(lent.server.root, 'new/a'), 'utf8')).toBe('content');
		});
	});

	it.each([
		['atomic', 'STOR'],
		['append', 'APPE'],
	] as const)(
		'is refused where rights are missing the second time too (%s)',
		async (mode, verb) => {
			await withRemote(quick, async ({ endpoint, server }) => {
				mkdirSync(join(server.root, 'new'));
				server.script(refuse(verb, 553));
				const write = endpoint.write('/new/a', bytesOf('content'), { mode, verify: 'size' });
				await expect(write).rejects.toMatchObject({ category: 'permission', path: '/new/a' });
				expect(server.commands(verb)).toHaveLength(2);
				expect(temporaryFiles(server)).toEqual([]);
			});
		},
	);

	it('does not send the bytes again when only the name is refused', async () => {
		await withRemote(quick, async ({ endpoint, server }) => {
			writeFileSync(join(server.root, 'a'), 'old');
			server.script(refuse('RNTO', 550));
			const write = endpoint.write('/a', bytesOf('content'), { mode: 'atomic', verify: 'size' });
			await expect(write).rejects.toMatchObject({ category: 'permission' });
			expect(server.commands('STOR')).toHaveLength(1);
			expect(readFileSync(join(server.root, 'a'), 'utf8')).toBe('old');
		});
	});
});
