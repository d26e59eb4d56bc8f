import { join } from 'node:path';
import type { Launch, Setup } from './Launch';

/** Pure-FTPd is set up by its command line; it logs to syslog only, so it gets a /dev/log of its own. */
export function pureFtpd(setup: Setup): Launch {
	const { folder, account, user, unpacked } = setup;
	const users = join(folder, 'users');
	return {
		files: {
			// A plain crypt hash: those that pure-pw makes cost a second of processor time at each login.
			users: `${user}:${setup.passwordHash}:${account.uid}:${account.gid}::${setup.root}/./::::::::::::\n`,
		},
		prepare: [
			`${join(unpacked, 'usr/bin/pure-pw')} mkdb ${users}.pdb -f ${users}`,
			...(setup.readOnly
				? [`mount --bind ${setup.root} ${setup.root}`, `mount -o remount,bind,ro ${setup.root}`]
				: []),
			...(setup.log ? deviceFolder : []),
		],
		beside: setup.log ? syslogInto(setup.logFile) : [],
		command: [join(unpacked, 'usr/sbin/pure-ftpd'), ...flags(setup, `${users}.pdb`)],
	};
}

function flags(setup: Setup, users: string): string[] {
	return [
		...['--bind', `${setup.host},${setup.port}`],
		...['--login', `puredb:${users}`],
		...['--pidfile', join(setup.folder, 'pure-ftpd.pid')],
		...['--noanonymous', '--chrooteveryone', '--dontresolve', '--displaydotfiles'],
		...['--minuid', '1', '--umask', '133:022', '--limitrecursion', '200000:50'],
		...['--maxclientsnumber', String(setup.maxClients)],
		...['--maxclientsperip', String(setup.maxPerAddress)],
		...['--maxidletime', String(Math.ceil(setup.idleSeconds / 60))],
		...['--passiveportrange', setup.passivePorts.join(':')],
		...(setup.passiveAddress === undefined ? [] : ['--forcepassiveip', setup.passiveAddress]),
		...(setup.bytesPerSecond === 0
			? []
			: ['--userbandwidth', String(Math.ceil(setup.bytesPerSecond / 1024))]),
		...(setup.log ? ['--verboselog'] : []),
		...(setup.tls === 'none'
			? []
			: ['--tls', setup.tls === 'explicit' ? '1' : '3', '--certfile', setup.tlsFiles.pair]),
	];
}

/** A /dev of its own, so that the log of this server is nobody else's. */
const deviceFolder = [
	'mkdir dev',
	'mount -t tmpfs tmpfs dev',
	'for name in null zero random urandom; do : > dev/$name; mount --bind /dev/$name dev/$name; done',
	'mount --move dev /dev',
];

/** Perl is part of every Debian; Node has no Unix datagram sockets. */
function syslogInto(logFile: string): string[] {
	const reader =
		'socket(S, PF_UNIX, SOCK_DGRAM, 0) && bind(S, sockaddr_un("/dev/log")) or die $!; ' +
		'while (defined recv(S, $line, 65536, 0)) { syswrite STDOUT, "$line\\n" }';
	return [
		'rm -f /dev/log',
		`perl -MSocket -e '${reader}' >> ${logFile} &`,
		'while [ ! -S /dev/log ]; do sleep 0.01; done',
	];
}
