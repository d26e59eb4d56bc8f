import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { refuse, reply, on } from '../../../support/server/faults';
import type { ServerOptions } from '../../../support/server/settings';
import { withRemote, type Lent } from './withRemote';

const refusal = async (work: Promise<unknown>) =>
	await work.then(
		() => 'done',
		(error: { category: string }) => error.category,
	);

function seed({ server }: Lent): void {
	mkdirSync(join(server.root, 'in type=dir;'));
	writeFileSync(join(server.root, 'a'), 'x');
	symlinkSync('gone', join(server.root, 'broken'));
}

describe('a refused path', () => {
	it.each<[string, ServerOptions]>([
		['MLST', {}],
		['SIZE and CWD', { off: ['MLST', 'MLSD'] }],
	])('is told apart by %s', async (_, server) => {
		await withRemote({ server, settings: { retries: 0 } }, async (lent) => {
			seed(lent);
			lent.server.script(refuse('DELE', 550), refuse('MKD', 550));
			const { endpoint } = lent;
			expect(await refusal(endpoint.removeFile('/none'))).toBe('notFound');
			expect(await refusal(endpoint.removeFile('/a'))).toBe('permission');
			expect(await refusal(endpoint.removeFile('/in type=dir;'))).toBe('permission');
			expect(await refusal(endpoint.createFolder('/in type=dir;'))).toBe('done');
			expect(await refusal(endpoint.createFolder('/a'))).toBe('alreadyExists');
			expect(await refusal(endpoint.createFolder('/no/ne'))).toBe('notFound');
			expect(await refusal(endpoint.list('/a'))).toBe('notFound');
		});
	});

	it('costs no refused CWD where MLST answers, since Pure-FTPd makes each one wait longer', async () => {
		await withRemote({}, async ({ endpoint, server }) => {
			for (const path of ['/none', '/no/ne']) await refusal(endpoint.removeFile(path));
			await refusal(endpoint.createFolder('/no/ne'));
			expect(server.commands('CWD')).toEqual([]);
		});
	});

	it('is asked for by SIZE and CWD where MLST knows nothing of it', async () => {
		await withRemote({}, async (lent) => {
			seed(lent);
			lent.server.script(refuse('DELE', 550), on('MLST', reply('501 Not that one')));
			expect(await refusal(lent.endpoint.removeFile('/a'))).toBe('permission');
			expect(await refusal(lent.endpoint.removeFile('/none'))).toBe('notFound');
		});
	});

	it.each([450, 451])(
		'that %d calls temporary is listed at the next try, unless it is missing',
		async (code) => {
			await withRemote({}, async (lent) => {
				seed(lent);
				const { endpoint, server } = lent;
				server.script(on('CWD', { times: 1 }, reply(`${code} Busy`)));
				expect(await endpoint.list('/in type=dir;')).toMatchObject({ complete: true });
				const asked = server.commands('CWD').length;
				server.script(on('CWD', reply(`${code} Busy`)));
				expect(await refusal(endpoint.list('/none'))).toBe('notFound');
				expect(server.commands('CWD')).toHaveLength(asked + 1);
			});
		},
	);
});
