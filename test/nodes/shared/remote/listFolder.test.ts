import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hideLines, on } from '../../../support/server/faults';
import { withRemote } from './withRemote';

const listOnly = { off: ['MLSD', 'MLST'] };

it('leaves open whether LIST -a is right where a folder changed between the two', async () => {
	await withRemote({ server: listOnly }, async ({ server, endpoint }) => {
		mkdirSync(join(server.root, 'in'));
		for (const name of ['a', 'b', '.hidden']) writeFileSync(join(server.root, 'in', name), 'x');
		const names = async () => (await endpoint.list('/in')).entries.map(({ name }) => name).sort();
		server.script(on('LIST', { argument: /^-a$/, nth: 1 }, hideLines(/ b\r?$/m)));
		expect(await names()).toEqual(['a', 'b']);
		expect(await names()).toEqual(['.hidden', 'a', 'b']);
	});
});
