import { once } from 'node:events';
import { connect } from 'node:net';
import { ControlChannel } from '../../../../nodes/shared/remote/ControlChannel';
import { ProtocolLog } from '../../../../nodes/shared/remote/ProtocolLog';
import { FtpServer } from '../../../support/server/FtpServer';
import { on, sendRaw, silence } from '../../../support/server/faults';

describe('a control connection', () => {
	it.each(['NOOP\r\nDELE a', 'DELE a\nb', 'DELE a\0b'])(
		'sends nothing of a flight that holds %j',
		async (line) => {
			const server = await FtpServer.start();
			try {
				const socket = connect(server.port, server.host);
				await once(socket, 'connect');
				const channel = new ControlChannel(socket, new ProtocolLog([]));
				await channel.greeting();
				expect(() => channel.flight([{ line: 'NOOP' }, { line }])).toThrow('one line');
				const [answer] = channel.flight([{ line: 'QUIT' }]);
				expect(await answer).toMatchObject({ code: 221 });
			} finally {
				await server.stop();
			}
		},
	);

	it.each([
		['an abort without a reason', AbortSignal.abort().reason as Error],
		['an error of ours', new Error('stopped')],
		['an error of the system', Object.assign(new Error('reset'), { code: 'ECONNRESET' })],
	])('ends for those who wait for an answer, by %s', async (_, reason) => {
		const server = await FtpServer.start({ faults: [on('NOOP', silence())] });
		try {
			const socket = connect(server.port, server.host);
			await once(socket, 'connect');
			const channel = new ControlChannel(socket, new ProtocolLog([]));
			expect(await channel.greeting()).toMatchObject({ code: 220 });
			const answers = channel.flight([{ line: 'NOOP' }, { line: 'NOOP' }]);
			channel.closeWithError(reason);
			for (const answer of answers) await expect(answer).rejects.toMatchObject({ reason });
			expect(channel.hasEnded).toBe(true);
		} finally {
			await server.stop();
		}
	});

	it('bears further 1xx replies, but not for ever', async () => {
		const more = (count: number) => sendRaw('150 Still at work\r\n'.repeat(count));
		const server = await FtpServer.start({
			faults: [on('NOOP', { nth: 1 }, sendRaw('150 Begins\r\n150 Goes on\r\n200 Done\r\n'))],
		});
		try {
			const socket = connect(server.port, server.host);
			await once(socket, 'connect');
			const channel = new ControlChannel(socket, new ProtocolLog([]));
			await channel.greeting();
			await expect(channel.flight([{ line: 'NOOP' }])[0]).resolves.toMatchObject({ code: 200 });
			server.script(on('NOOP', more(20_000)));
			await expect(channel.flight([{ line: 'NOOP' }])[0]).rejects.toMatchObject({
				reason: { how: 'tooLong' },
			});
		} finally {
			await server.stop();
		}
	});
});
