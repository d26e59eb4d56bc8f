import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataPort, hideLines, on, reply, replyAndClose } from '../../../support/server/faults';
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

describe('where MLSD calls every folder empty by a refusal', () => {
	const refusal = reply('550 No such file or directory');

	it('lists by LIST what is there', async () => {
		await withRemote(
			{ server: { faults: [on('MLSD', refusal)] } },
			async ({ server, endpoint }) => {
				writeFileSync(join(server.root, 'a'), 'x');
				const { entries, complete } = await endpoint.list('/');
				expect([entries.map(({ name }) => name), complete]).toEqual([['a'], true]);
			},
		);
	});

	it('believes it where LIST says the same, or is not known', async () => {
		for (const other of [refusal, reply('502 Not implemented')]) {
			const faults = [on('MLSD', refusal), on('LIST', other)];
			await withRemote({ server: { faults } }, async ({ endpoint }) => {
				expect(await endpoint.list('/')).toMatchObject({ entries: [], complete: true, notes: [] });
			});
		}
	});
});

it('learns anew how an empty folder looks where the server begins to list in another way', async () => {
	await withRemote({ server: listOnly }, async ({ server, endpoint }) => {
		mkdirSync(join(server.root, 'empty'));
		expect(await endpoint.list('/')).toMatchObject({ complete: true });
		server.settings.listing = 'dos';
		expect(await endpoint.list('/')).toMatchObject({ complete: true });
		expect(await endpoint.list('/empty')).toMatchObject({ complete: true, entries: [] });
	});
});

describe('where LIST calls a folder empty by a refusal', () => {
	const refusal = reply('550 No such file or directory');

	it.each([
		['once', on('LIST', { nth: 1 }, refusal)],
		['without -a', on('LIST', { argument: /^$/ }, refusal)],
		['with -a', on('LIST', { argument: /^-a$/ }, refusal)],
	])('lists what is there all the same (%s)', async (_how, rule) => {
		await withRemote({ server: { ...listOnly, faults: [rule] } }, async ({ server, endpoint }) => {
			writeFileSync(join(server.root, 'a'), 'x');
			for (let time = 0; time < 2; time++) {
				const { entries, complete } = await endpoint.list('/');
				expect([entries.map(({ name }) => name), complete]).toEqual([['a'], true]);
			}
		});
	});

	it('does not believe it where the server leaves with it', async () => {
		await withRemote({ server: listOnly, settings: { retryDelayMs: 1 } }, async (lent) => {
			writeFileSync(join(lent.server.root, 'a'), 'x');
			await lent.endpoint.list('/');
			lent.server.script(on('LIST', { nth: 1 }, replyAndClose('550 No such file or directory')));
			const { entries, complete } = await lent.endpoint.list('/');
			expect([entries.map(({ name }) => name), complete]).toEqual([['a'], true]);
		});
	});

	it('believes it where it says so each time', async () => {
		const faults = [on('LIST', refusal)];
		await withRemote({ server: { ...listOnly, faults } }, async ({ endpoint }) => {
			expect(await endpoint.list('/')).toMatchObject({ entries: [], complete: true, notes: [] });
		});
	});
});

it('does not wait for the data of a listing that was refused at once', async () => {
	// aioftp 0.21 refuses LIST -a and leaves the data connection open; so does this server, which knows nothing of it.
	const argument = /^-a$/;
	const faults = [
		on('EPSV', dataPort('unserved')),
		on('LIST', { argument }, reply('550 path does not exist')),
		on('LIST', { argument: /^$/ }, reply('550 No files found')),
	];
	await withRemote({ server: { ...listOnly, faults } }, async ({ endpoint }) => {
		const began = performance.now();
		for (let time = 0; time < 3; time++)
			expect(await endpoint.list('/')).toMatchObject({ entries: [] });
		expect(performance.now() - began).toBeLessThan(3000);
	});
});
