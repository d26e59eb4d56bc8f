import { FtpRemoteDownload } from '../../nodes/FtpRemoteDownload/FtpRemoteDownload.node';
import { credentialFor, FtpRun, tested } from '../support/engine/ftpRun';
import { locator } from '../support/engine/searchList';
import { stopEngine } from '../support/engine/stopEngine';
import { FtpServer } from '../support/server/FtpServer';

let server: FtpServer;

beforeAll(async () => (server = await FtpServer.start()));
afterAll(async () => {
	await stopEngine();
	await server.stop();
});

describe('the protocol log of an error', () => {
	const runOf = async (
		values: Readonly<Record<string, boolean>>,
		onError?: 'continueRegularOutput',
	) => {
		const runs = new FtpRun(new FtpRemoteDownload(), credentialFor(server, values));
		return await runs.run({ path: locator('/none') }, [{ json: {} }], { onError });
	};

	it('is there for a node that ends, when the credential asks for it', async () => {
		const { error } = await runOf({ protocolLog: true });
		const log: unknown = expect.arrayContaining(['> RETR /none', expect.stringMatching(/^< 550 /)]);
		expect(error).toMatchObject({ context: { category: 'notFound', data: { protocolLog: log } } });
		expect(JSON.stringify(error)).not.toContain('secret');
	});

	it.each<Record<string, boolean>>([{}, { protocolLog: true, advanced: false }])(
		'is not there otherwise (%j)',
		async (values) => {
			const { error } = await runOf(values);
			expect(error).toMatchObject({ context: { category: 'notFound' } });
			expect(error).not.toHaveProperty('context.data.protocolLog');
		},
	);

	it('is not in items that go on', async () => {
		const run = await runOf({ protocolLog: true }, 'continueRegularOutput');
		expect(Object.keys(run.json(tested)[0]?.['error'] ?? {}).sort()).toEqual([
			...['attempts', 'category', 'description', 'ftpCode'],
			...['message', 'path', 'retryable', 'stage'],
		]);
	});
});
