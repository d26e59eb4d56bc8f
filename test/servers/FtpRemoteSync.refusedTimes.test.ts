import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTree, writeTree } from '../support/engine/diskTree';
import { stopEngine } from '../support/engine/stopEngine';
import { SyncScene } from '../support/engine/SyncScene';
import type { ServerKind } from '../support/realServers/RealServerOptions';
import { startRealServer, type RealServer } from '../support/realServers/startRealServer';

/** Servers that name a command in FEAT and refuse it, so that listings tell minutes and nothing tells seconds. */
const servers: ReadonlyArray<readonly [ServerKind, readonly string[]]> = [
	['vsftpd', ['MDTM']],
	['proftpd', ['MLSD']],
	['proftpd', ['MLSD', 'MLST', 'MDTM']],
];
const old = new Date('2026-01-02T03:04:05Z');
const tree = { 'a.txt': 'one', 'b.txt': 'stays' };

let server: RealServer;
let scene: SyncScene;
afterAll(stopEngine);

describe.each(servers)('on %s that refuses %p', (kind, deniedCommands) => {
	beforeEach(async () => {
		server = await startRealServer(kind, { deniedCommands });
		scene = new SyncScene(server);
	});
	afterEach(async () => await server.stop());

	it.each(['pull', 'twoWay'] as const)(
		'%s carries each edit of equal size across once, also within the minute',
		async (operation) => {
			writeTree(server.root, tree, old);
			await server.own();
			expect(await scene.changes(operation)).toHaveLength(2);
			for (const content of ['two', 'six', 'ten']) {
				expect(await scene.changes(operation)).toEqual([]);
				writeFileSync(join(server.root, 'a.txt'), content);
				expect(await scene.changes(operation)).toEqual(['download /a.txt changed done']);
				expect(readTree(scene.local)).toEqual({ ...tree, 'a.txt': content });
			}
			expect(await scene.changes(operation)).toEqual([]);
		},
	);

	it('push carries each edit of equal size across once', async () => {
		writeTree(scene.local, tree, old);
		expect(await scene.changes('push')).toHaveLength(2);
		for (const content of ['two', 'six', 'ten']) {
			expect(await scene.changes('push')).toEqual([]);
			writeFileSync(join(scene.local, 'a.txt'), content);
			expect(await scene.changes('push')).toEqual(['upload /a.txt changed done']);
			expect(readTree(server.root)).toEqual({ ...tree, 'a.txt': content });
		}
		expect(await scene.changes('push')).toEqual([]);
	});
});
