import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listingLines, on, reply } from '../../../support/server/faults';
import { pipelining, withRemote } from './withRemote';

/** In its ordinary way, and with the last answer of a listing awaited beside the next command. */
const ways = [{}, pipelining];

describe('a server whose FEAT names MLST, and whose MLSD is of no use', () => {
	it.each([
		// ftpserverlib over a driver without listings (github.com/fclairamb/ftpserverlib/issues/288)
		['550 Could not list: Not supported'],
		['550 Access is denied.'],
		// Quadros (github.com/robinrodricks/FluentFTP/issues/662)
		['501 Syntax error in parameters or arguments.'],
	])('is listed by LIST where it answers %s', async (answer) => {
		for (const server of ways) {
			await withRemote({ server }, async (lent) => {
				mkdirSync(join(lent.server.root, 'in'));
				writeFileSync(join(lent.server.root, 'in/a'), 'x');
				lent.server.script(on('MLSD', reply(answer)));
				for (let i = 0; i < 2; i++) {
					const { entries, complete } = await lent.endpoint.list('/in');
					expect(entries.map(({ name, type }) => [name, type])).toEqual([['a', 'file']]);
					expect(complete).toBe(true);
				}
			});
		}
	});

	it('is asked once where it does not know MLSD', async () => {
		for (const server of ways) {
			await withRemote({ server }, async (lent) => {
				lent.server.script(on('MLSD', reply('500 Unknown command')));
				for (let i = 0; i < 3; i++) await lent.endpoint.list('/');
				expect(lent.server.commands('MLSD')).toHaveLength(1);
			});
		}
	});

	// github.com/aio-libs/aioftp/issues/78: names without one fact
	it('is listed by LIST where it tells names and nothing of them', async () => {
		for (const server of ways) {
			await withRemote({ server }, async (lent) => {
				mkdirSync(join(lent.server.root, 'in/sub'), { recursive: true });
				writeFileSync(join(lent.server.root, 'in/a'), 'x');
				lent.server.script(on('MLSD', listingLines(' .', ' ..', ' a', ' sub')));
				for (let i = 0; i < 2; i++) {
					const { entries, complete } = await lent.endpoint.list('/in');
					expect(entries.map(({ name, type }) => [name, type]).sort()).toEqual([
						['a', 'file'],
						['sub', 'folder'],
					]);
					expect(complete).toBe(true);
				}
			});
		}
	});

	it('is not believed over LIST where that shows no more', async () => {
		await withRemote({}, async ({ server, endpoint }) => {
			mkdirSync(join(server.root, 'in'));
			server.script(on('MLSD', reply('550 Permission denied')), on('LIST', reply('550 No')));
			await expect(endpoint.list('/in')).rejects.toMatchObject({
				category: 'permission',
				ftpReply: '550 Permission denied',
			});
			server.clearScript();
			server.script(on(['MLSD', 'LIST'], listingLines('?? what', '?? is this')));
			const { notes, complete } = await endpoint.list('/in');
			expect([notes.length, complete]).toEqual([2, false]);
		});
	});
});
