import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { overhear } from '../../../../nodes/shared/remote/overhear';
import { FtpServer } from '../../../support/server/FtpServer';
import { testSettings } from './testSettings';

let server: Server | undefined;
afterEach(() => void server?.close());

async function answering(onConnection: (socket: Socket) => void): Promise<number> {
	const made = createServer((socket) => {
		socket.on('error', () => undefined);
		onConnection(socket);
	});
	server = made;
	await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
	return (made.address() as AddressInfo).port;
}

const ask = async (port: number, signal = new AbortController().signal) =>
	await overhear(testSettings({ host: '127.0.0.1', port }), false, signal);

it('tells what answers like no FTP server', async () => {
	const heard: string[] = [];
	const port = await answering((socket) => {
		socket.once('data', (bytes) => {
			heard.push(bytes.toString());
			socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
		});
	});
	expect(await ask(port)).toMatchObject({
		category: 'protocol',
		stage: 'greeting',
		data: { how: 'looksLikeHttp' },
	});
	expect(heard).toEqual(['HELP\r\n\r\n']);
});

it.each([
	['hangs up', (socket: Socket) => void socket.end()],
	['wants TLS', (socket: Socket) => void socket.end(Buffer.from('15030300020246', 'hex'))],
])('says nothing of a port that %s', async (_title, onConnection) => {
	expect(await ask(await answering(onConnection))).toBeNull();
});

it('says nothing of an FTP server', async () => {
	const ftp = await FtpServer.start();
	expect(await ask(ftp.port)).toBeNull();
	await ftp.stop();
});

it('leaves a port that stays silent when the time is up', async () => {
	const over = new AbortController();
	const port = await answering((socket) => {
		socket.once('data', () => over.abort(new Error('time is up')));
	});
	await expect(ask(port, over.signal)).rejects.toThrow('time is up');
});
