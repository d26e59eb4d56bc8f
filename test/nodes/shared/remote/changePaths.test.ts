import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { firstDo, loseReply, on, refuse, reply } from '../../../support/server/faults';
import { withRemote, type Lent } from './withRemote';

const quick = { settings: { retries: 0 } };

/** The server refuses, and somebody makes the missing folder before it is asked why. */
function meanwhile({ server }: Lent, verb: string, refusal: string): void {
	const make = firstDo(() => mkdirSync(join(server.root, 'new')));
	server.script(on(verb, { nth: 1 }, make, reply(refusal)));
}

describe('a folder that is made while the server is asked for it', () => {
	it.each(['550 Create directory operation failed.', "550 Can't create directory: No such file"])(
		'does not look like missing rights to MKD (%s)',
		async (refusal) => {
			await withRemote(quick, async (lent) => {
				meanwhile(lent, 'MKD', refusal);
				await lent.endpoint.createFolder('/new/sub');
				expect(existsSync(join(lent.server.root, 'new/sub'))).toBe(true);
			});
		},
	);

	it.each([
		'550 Rename failed.',
		// Pure-FTPd
		'451 Rename/move failure: No such file or directory',
	])('does not look like missing rights to RNTO (%s)', async (refusal) => {
		await withRemote(quick, async (lent) => {
			writeFileSync(join(lent.server.root, 'a'), 'x');
			meanwhile(lent, 'RNTO', refusal);
			await lent.endpoint.move('/a', '/new/a', { overwrite: false });
			expect(existsSync(join(lent.server.root, 'new/a'))).toBe(true);
		});
	});
});

describe('missing rights', () => {
	it.each(['MKD', 'RNTO'])('are believed the second time (%s)', async (verb) => {
		await withRemote(quick, async ({ endpoint, server }) => {
			writeFileSync(join(server.root, 'a'), 'x');
			server.script(refuse(verb, 550));
			const change =
				verb === 'MKD'
					? endpoint.createFolder('/new')
					: endpoint.move('/a', '/b', { overwrite: false });
			await expect(change).rejects.toMatchObject({ category: 'permission' });
			expect(server.commands(verb)).toHaveLength(2);
		});
	});
});

describe('after a lost answer the server is asked, and the command is not repeated', () => {
	it('for a folder that was made', async () => {
		await withRemote({}, async ({ server, endpoint }) => {
			server.script(on('MKD', { nth: 1 }, loseReply()));
			await endpoint.createFolder('/new');
			expect(server.commands('MKD')).toHaveLength(1);
		});
	});

	it('for a folder that was deleted', async () => {
		await withRemote({}, async ({ server, endpoint }) => {
			mkdirSync(join(server.root, 'old'));
			server.script(on('RMD', { nth: 1 }, loseReply()));
			await endpoint.removeFolder('/old');
			expect(server.commands('RMD')).toHaveLength(1);
		});
	});
});

describe('a folder whose removal is refused for now', () => {
	// aioftp 0.21 says so of any failure.
	const settings = { retries: 1, retryDelayMs: 1 };
	const server = { faults: [on('RMD', { nth: 1 }, reply('451 file system error'))] };

	it('is not empty where something is in it', async () => {
		await withRemote({ server, settings }, async ({ server: { root }, endpoint }) => {
			mkdirSync(join(root, 'full'));
			writeFileSync(join(root, 'full/a'), 'x');
			await expect(endpoint.removeFolder('/full')).rejects.toMatchObject({
				category: 'notEmpty',
				attempts: 1,
			});
		});
	});

	it('is removed by the next try where it is empty', async () => {
		await withRemote({ server, settings }, async ({ server: { root }, endpoint }) => {
			mkdirSync(join(root, 'empty'));
			await endpoint.removeFolder('/empty');
			expect(existsSync(join(root, 'empty'))).toBe(false);
		});
	});
});
