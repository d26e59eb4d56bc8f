import '../support/engine/memoryMode';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FtpRemoteDownload } from '../../nodes/FtpRemoteDownload/FtpRemoteDownload.node';
import { FtpRemoteUpload } from '../../nodes/FtpRemoteUpload/FtpRemoteUpload.node';
import { credentialFor, FtpRun, tested } from '../support/engine/ftpRun';
import { locator } from '../support/engine/searchList';
import { stopEngine } from '../support/engine/stopEngine';
import { cutData, on } from '../support/server/faults';
import { FtpServer } from '../support/server/FtpServer';

let server: FtpServer;
beforeEach(async () => {
	server = await FtpServer.start();
	for (const folder of ['in', 'out']) mkdirSync(join(server.root, folder));
});
afterEach(async () => await server.stop());
afterAll(stopEngine);

describe('where n8n keeps files in memory', () => {
	it('downloads and uploads the same bytes, also when both are cut', async () => {
		const content = randomBytes(2_500_000);
		writeFileSync(join(server.root, 'in/a.bin'), content);
		const cut = cutData(1_500_000);
		server.script(on('RETR', { times: 1 }, cut), on('STOR', { times: 1 }, cut));
		const credential = credentialFor(server);
		const download = new FtpRun(new FtpRemoteDownload(), credential);
		const down = await download.run({ path: locator('/in/a.bin') });
		const [item] = down.items(tested);
		expect(item?.json).toMatchObject({ attempts: 2, verified: 'size' });
		expect(item?.binary?.data?.id).toBeUndefined();
		const upload = new FtpRun(new FtpRemoteUpload(), credential);
		const up = await upload.run({ folder: locator('/out') }, item ? [item] : []);
		expect(up.json(tested)).toMatchObject([
			{ path: '/out/a.bin', size: content.length, sha256: item?.json.sha256, attempts: 2 },
		]);
		expect(readFileSync(join(server.root, 'out/a.bin')).equals(content)).toBe(true);
	});

	it('holds at most four downloads at a time', async () => {
		for (let index = 0; index < 30; index++) {
			writeFileSync(join(server.root, `in/${index}`), `content of ${index}`);
		}
		const download = new FtpRun(new FtpRemoteDownload(), credentialFor(server));
		const run = await download.run({ operation: 'many', folder: locator('/in') });
		expect(run.items(tested)).toHaveLength(30);
		expect(String(await run.file(run.items(tested)[29]))).toBe('content of 29');
		expect(server.stats.peakLoggedIn).toBeLessThanOrEqual(4);
	});
});
