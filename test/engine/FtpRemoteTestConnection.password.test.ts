import { testCredential } from '../../nodes/shared/n8n/credentialTest';
import { remoteSettings } from '../../nodes/shared/n8n/remoteSettings';
import { runContext } from '../../nodes/shared/n8n/runContext';
import { checkConnection } from '../../nodes/shared/remote/checkConnection';
import { poolOf } from '../../nodes/shared/remote/pools';
import { credentialFor, itemsOfTest } from '../support/engine/runTestConnection';
import { stopEngine } from '../support/engine/stopEngine';
import { FtpServer } from '../support/server/FtpServer';
import { on, reply } from '../support/server/faults';

afterAll(stopEngine);

let server: FtpServer;
afterEach(async () => await server.stop());

describe('beside connections that came in with another password', () => {
	it.each([
		['a wrong one is not taken for too many connections', 'wrong', 'loginRefused'],
		['too many connections are not taken for a wrong one', 'secret', 'tooManyConnections'],
	])('%s', async (_title, password, verdict) => {
		server = await FtpServer.start();
		const credential = credentialFor(server);
		const { pool } = poolOf(remoteSettings(credential));
		const { signal } = new AbortController();
		await pool.use(
			async () => {
				server.script(on('PASS', reply('530 Not logged in')));
				const tried = { ...credential, password };
				expect(await itemsOfTest(tried)).toMatchObject([{ verdict, failedStage: 'login' }]);
				const told = await testCredential(tried, runContext({ signal } as never), checkConnection);
				expect(told.message).toMatch(
					verdict === 'loginRefused' ? /refused the login/ : /accepts no further connection/,
				);
			},
			{ owner: 'test', signal },
		);
		await pool.closeIdle();
	});
});
