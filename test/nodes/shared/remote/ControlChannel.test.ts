import { once } from 'node:events';
import { connect } from 'node:net';
import { ControlChannel } from '../../../../nodes/shared/remote/ControlChannel';
import { ProtocolLog } from '../../../../nodes/shared/remote/ProtocolLog';
import { FtpServer } from '../../../support/server/FtpServer';
import { on, silence } from '../../../support/server/faults';

describe('a control connection', () => {
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
});
