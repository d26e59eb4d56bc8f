import { isIPv6 } from 'node:net';
import type { Session } from '../Session';
import { announcePort } from '../faults/announcePort';
import type { Commands } from './Command';

/** How the next data connection comes about (RFC 959, RFC 2428). */
export const dataPorts: Commands = {
	async EPSV(session, argument) {
		if (argument.toUpperCase() === 'ALL') return session.reply('200 EPSV only from now on');
		if (!['', '1', '2'].includes(argument)) return session.reply('522 Use (1,2)');
		const port = await announcePort(session);
		session.reply(`229 Entering Extended Passive Mode (|||${port}|)`);
	},

	async PASV(session) {
		const { local } = session.control.addresses;
		const ip4 = local.replace(/^::ffff:/, '');
		const lie = session.faults.find(({ passive }) => passive?.address)?.passive?.address;
		const address = lie ?? session.settings.passiveAddress ?? ip4;
		if (isIPv6(address)) return session.reply('425 PASV is for IPv4 only');
		const port = await announcePort(session);
		const parts = [...address.split('.'), port >> 8, port & 255].join(',');
		session.reply(`227 Entering Passive Mode (${parts})`);
	},

	EPRT(session, argument) {
		const separator = argument.charAt(0);
		const [, family = '', address = '', port = ''] = argument.split(separator);
		if (family !== '1' && family !== '2') return session.reply('522 Use (1,2)');
		connectTo(session, address, Number(port), 'EPRT');
	},

	PORT(session, argument) {
		const numbers = argument.split(',').map(Number);
		const [a, b, c, d, high = NaN, low = NaN] = numbers;
		if (numbers.length !== 6) return session.reply('501 Not an address');
		connectTo(session, [a, b, c, d].join('.'), high * 256 + low, 'PORT');
	},
};

function connectTo(session: Session, host: string, port: number, verb: string): void {
	if (!(port > 0 && port < 65_536)) return session.reply('501 Not a port');
	// Anything but the client's own address would make the server attack others (RFC 2577).
	if (!/^(::ffff:)?127\.|^::1$/.test(host) && host !== session.control.addresses.remote) {
		return session.reply('501 Not your address');
	}
	session.data.connectTo(host, port);
	session.reply(`200 ${verb} OK`);
}
