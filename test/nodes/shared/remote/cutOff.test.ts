import { once } from 'node:events';
import { readdirSync, readlinkSync } from 'node:fs';
import { connect as connectTcp, type AddressInfo, type Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { connect as connectTls, createServer } from 'node:tls';
import { cutOff } from '../../../../nodes/shared/remote/cutOff';
import { testCertificates } from '../../../support/certificates';

/** Sockets that this process holds open. */
function openSockets(): number {
	const targets = readdirSync('/proc/self/fd').map((fd) => {
		try {
			return readlinkSync(`/proc/self/fd/${fd}`);
		} catch {
			return '';
		}
	});
	return targets.filter((target) => target.startsWith('socket:')).length;
}

interface Lent {
	readonly raw: Socket;
	readonly socket: Socket;
	/** The other side. */
	readonly accepted: Socket;
	/** How it saw the end. */
	readonly ended: Promise<string>;
}

async function withTls(use: (lent: Lent) => Promise<void>): Promise<void> {
	const { server: certificate } = await testCertificates();
	const server = createServer({ cert: certificate.certPem, key: certificate.keyPem });
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const raw = connectTcp((server.address() as AddressInfo).port, '127.0.0.1');
	const socket = connectTls({ socket: raw, rejectUnauthorized: false });
	const [[accepted]] = (await Promise.all([
		once(server, 'secureConnection'),
		once(socket, 'secureConnect'),
	])) as [[Socket], unknown];
	const ended = new Promise<string>((resolve) => {
		accepted.resume();
		accepted.once('end', () => resolve('end'));
		accepted.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''));
		accepted.once('close', () => resolve('close'));
	});
	for (const one of [raw, socket]) one.on('error', () => undefined);
	await use({ raw, socket, accepted, ended });
	accepted.destroy();
	server.close();
	await once(server, 'close');
}

describe('cutting off a connection', () => {
	it('breaks it for the other side', async () => {
		await withTls(async (lent) => {
			// libuv 1.46 takes RST for FIN where it comes at one time with data.
			const arrived = once(lent.accepted, 'data');
			lent.socket.write('half of it');
			await arrived;
			cutOff(lent);
			await expect(lent.ended).resolves.toBe('ECONNRESET');
		});
	});

	// Elsewhere the system does not tell what a process holds.
	(process.platform === 'linux' ? it : it.skip)(
		'keeps no socket, at whatever moment of its end',
		async () => {
			const held: number[] = [];
			for (let ticks = 0; ticks < 8; ticks++) {
				await withTls(async (lent) => {
					await new Promise<unknown>((resolve) => lent.socket.write('all of it', resolve));
					lent.socket.end();
					for (let tick = 0; tick < ticks; tick++)
						await new Promise<void>((resolve) => process.nextTick(resolve));
					cutOff(lent);
					await lent.ended;
				});
				for (let turn = 0; turn < 20; turn++) await nextTurn();
				held.push(openSockets());
			}
			expect(new Set(held).size).toBe(1);
		},
	);
});
