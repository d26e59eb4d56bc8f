import { writeFileSync } from 'node:fs';
import { bytesOf } from '../../../support/memory/bytesOf';
import { testRun } from '../../../support/memory/testRun';
import { cutData, dropBefore, loseReply, on, type Fault } from '../../../support/server/faults';
import { temporaryFiles } from './healthy';
import { withRemote } from './withRemote';

const whole = { mode: 'atomic', verify: 'size' } as const;

/** As a server does that is slow to read: the connection is gone, and the command is carried out when the client looks elsewhere. */
function storedLate(later: Array<() => void>): Fault {
	return {
		around({ session, argument }) {
			const file = session.server.files.entry(session.resolve(argument));
			later.push(() => writeFileSync(file, 'the beginn'));
			session.drop();
		},
	};
}

describe('the temporary file of an upload that broke', () => {
	it.each([
		['is lost', loseReply()],
		['never comes', dropBefore('reset')],
	])('is removed though the first answer to DELE %s', async (_, fault) => {
		await withRemote({ settings: { retries: 0 } }, async ({ server, endpoint, hints }) => {
			server.script(on('STOR', cutData(3)), on('DELE', { nth: 1 }, fault));
			await expect(endpoint.write('/a', bytesOf('content'), whole)).rejects.toMatchObject({
				category: 'dataChannel',
			});
			expect(temporaryFiles(server)).toEqual([]);
			expect(hints).toEqual([]);
		});
	});

	it('is removed in the end when the server could not be asked at first', async () => {
		await withRemote({ settings: { retries: 1 } }, async ({ server, endpoint, hints }) => {
			server.script(on('STOR', { nth: 1 }, cutData(3)), on('DELE', { times: 3 }, dropBefore()));
			await endpoint.write('/a', bytesOf('content'), whole);
			expect(server.commands('DELE').length).toBeGreaterThan(3);
			expect(temporaryFiles(server)).toEqual([]);
			expect(hints).toEqual([]);
		});
	});

	it('is told of when the server does not let it go', async () => {
		await withRemote({ settings: { retries: 0 } }, async ({ server, endpoint, hints }) => {
			server.script(on('STOR', cutData(3)), on('DELE', dropBefore()));
			await expect(endpoint.write('/a', bytesOf('content'), whole)).rejects.toThrow();
			const [left] = temporaryFiles(server);
			expect(left).toBeDefined();
			expect(hints).toEqual([expect.stringContaining(left ?? '')]);
		});
	});

	it.each([0, 1])(
		'is removed though the server makes it only later (retries: %d)',
		async (retries) => {
			const later: Array<() => void> = [];
			const run = { sleep: async () => await Promise.resolve(later.forEach((make) => make())) };
			await withRemote({ settings: { retries }, run }, async ({ server, endpoint, forRun }) => {
				server.script(on('STOR', { nth: 1 }, storedLate(later)));
				const running = retries === 0 ? forRun(testRun(run)) : endpoint;
				const result = await running.write('/a', bytesOf('content'), whole).catch(() => 'failed');
				expect(later).toHaveLength(1);
				expect(result === 'failed').toBe(retries === 0);
				expect(temporaryFiles(server)).toEqual([]);
			});
		},
	);
});
