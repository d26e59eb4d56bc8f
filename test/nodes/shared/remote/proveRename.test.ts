import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bytesOf } from '../../../support/memory/bytesOf';
import { on, reply, silence } from '../../../support/server/faults';
import { pipelining, withRemote } from './withRemote';

const upload = { mode: 'atomic', verify: 'size' } as const;
const settings = { timeoutMs: 300 };
const lie = on('RNTO', reply('250 Renamed'));

describe('a server that calls renames done and does none', () => {
	it('fails an upload, and is left as it was', async () => {
		await withRemote({ server: { faults: [lie] } }, async ({ server, endpoint }) => {
			writeFileSync(join(server.root, 'a'), 'old');
			await expect(endpoint.write('/a', bytesOf('new'), upload)).rejects.toMatchObject({
				category: 'unsupported',
				attempts: 1,
				description: expect.stringContaining('Write Mode') as unknown,
			});
			expect(readdirSync(server.root)).toEqual(['a']);
			expect(readFileSync(join(server.root, 'a'), 'utf8')).toBe('old');
		});
	});

	it.each([false, true])('fails a move (overwrite: %s)', async (overwrite) => {
		await withRemote({ server: { faults: [lie] } }, async ({ server, endpoint }) => {
			writeFileSync(join(server.root, 'a'), 'a');
			if (overwrite) writeFileSync(join(server.root, 'b'), 'b');
			await expect(endpoint.move('/a', '/b', { overwrite })).rejects.toMatchObject({
				category: 'unsupported',
			});
			expect(readdirSync(server.root)).toEqual(overwrite ? ['a', 'b'] : ['a']);
		});
	});
});

describe('a server that renames', () => {
	it('is asked once', async () => {
		await withRemote({}, async ({ server, endpoint }) => {
			for (const name of ['/a', '/b', '/c']) await endpoint.write(name, bytesOf(name), upload);
			expect(server.commands('MLST')).toHaveLength(1);
		});
	});

	it('has the file, also where no answer comes', async () => {
		const faults = [on('MLST', { argument: /\.part$/ }, silence())];
		await withRemote({ server: { faults }, settings }, async ({ server, endpoint }) => {
			const first = { ...upload, expected: 'absent' } as const;
			expect(await endpoint.write('/a', bytesOf('a'), first)).toMatchObject({ attempts: 1 });
			expect(readdirSync(server.root)).toEqual(['a']);
		});
	});

	it('is not asked where its renames were measured', async () => {
		await withRemote({ server: pipelining }, async ({ server, endpoint }) => {
			await endpoint.write('/a', bytesOf('a'), upload);
			expect(server.commands('MLST')).toEqual([]);
		});
	});

	it('may fold case, so that the new name answers to the old one', async () => {
		const there = reply('250-Listing', ' type=file;size=1; a', '250 End');
		const faults = [on('MLST', { argument: /^\/a$/ }, there)];
		await withRemote({ server: { faults } }, async ({ server, endpoint }) => {
			writeFileSync(join(server.root, 'a'), 'a');
			await endpoint.move('/a', '/A', { overwrite: false });
			expect(readdirSync(server.root)).toEqual(['A']);
		});
	});
});
