import { execFile } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { testCertificates, type TestCertificate } from '../certificates';
import { claimPorts } from './claimPorts';
import { installServers } from './installServers';
import type { Account, Launch, Setup } from './Launch';
import { loggedCommands } from './loggedCommands';
import { proftpd } from './proftpd';
import { pureFtpd } from './pureFtpd';
import { completeOptions, type RealServerOptions, type ServerKind } from './RealServerOptions';
import { supervise } from './supervise';
import { vsftpd } from './vsftpd';

const run = promisify(execFile);

/** A real FTP server with a configuration of its own, on 127.0.0.1 or behind a delaying link. */
export interface RealServer {
	readonly kind: ServerKind;
	readonly host: string;
	readonly port: number;
	readonly user: string;
	readonly password: string;
	/** The certificate to trust, and the name in it when `host` is an address that it lacks. */
	readonly caPem: string;
	readonly serverName: string;
	/** The server's root folder, as seen from here. */
	readonly root: string;
	/** Gives everything below the root to the server's account: do this after writing files there. */
	own(): Promise<void>;
	/** What the server wrote into its log of commands. */
	log(): Promise<string>;
	/** The commands that the server saw, in order, of all sessions; passwords left out. */
	commands(): Promise<string[]>;
	/** The ports of passive data connections. */
	readonly passivePorts: readonly [number, number];
	/** Kills the server and its sessions, and starts it again on the same port and root after `downMs`. */
	restart(downMs: number): Promise<void>;
	/** Kills the server and its sessions; the function that it gives starts it again on the same port and root. */
	takeDown(): Promise<() => Promise<void>>;
	/** Ends the server and its sessions and removes its root folder. */
	stop(): Promise<void>;
}

const launches: Readonly<Record<ServerKind, (setup: Setup) => Launch>> = {
	vsftpd,
	proftpd,
	pureftpd: pureFtpd,
};

/**
 * Starts a real server; the first call on a machine installs them. It ends with `stop`, or with this process.
 * @throws when not root, when this is no Debian or Ubuntu, or when that server cannot do what is asked for
 */
export async function startRealServer(
	kind: ServerKind,
	options: RealServerOptions = {},
): Promise<RealServer> {
	const complete = completeOptions(kind, options);
	const unpacked = await installServers();
	const [account, ports, certificates] = await Promise.all([
		findAccount('ftp'),
		claimPorts(),
		testCertificates(),
	]);
	const folder = await mkdtemp(join(tmpdir(), 'real-ftp-server-'));
	// The sessions' account must be able to pass.
	await chmod(folder, 0o755);
	const root = join(folder, 'root');
	await mkdir(root);
	await chown(root, account.uid, account.gid);
	const setup: Setup = {
		...complete,
		folder,
		root,
		logFile: join(folder, 'commands.log'),
		host: complete.link?.serverAddress ?? '127.0.0.1',
		port: ports.control,
		passivePorts: complete.passivePorts ?? ports.passive,
		account,
		passwordHash: (await run('openssl', ['passwd', '-6', complete.password])).stdout.trim(),
		tlsFiles: await writeTlsFiles(folder, certificates[complete.certificate], certificates.caPem),
		unpacked,
	};
	const { files, prepare, beside, command } = launches[kind](setup);
	await writeFile(setup.logFile, '');
	for (const [name, text] of Object.entries(files)) {
		await writeFile(join(folder, name), text, { mode: 0o600 });
	}
	const diskBytes = complete.diskBytes ?? 0;
	const ownDisk = diskBytes === 0 ? [] : [`chown ${account.uid}:${account.gid} ${root}`];
	const supervised = await supervise({
		folder,
		diskBytes,
		disk: root,
		prepare: [...ownDisk, ...prepare],
		beside,
		command,
		namespace: complete.link?.namespace,
		port: setup.port,
	});
	// Its own disk is mounted where only the server sees it, so that nothing stays mounted when the tests are killed.
	const visibleRoot = diskBytes === 0 ? root : `/proc/${supervised.pid}/root${root}`;
	const log = () => readFile(setup.logFile, 'utf8');
	return {
		kind,
		host: setup.host,
		port: setup.port,
		user: complete.user,
		password: complete.password,
		caPem: certificates.caPem,
		serverName: 'localhost',
		root: visibleRoot,
		own: async () => {
			await run('chown', ['-R', `${account.uid}:${account.gid}`, visibleRoot]);
		},
		log,
		commands: async () => loggedCommands(kind, await log()),
		passivePorts: setup.passivePorts,
		restart: supervised.restart,
		takeDown: supervised.takeDown,
		stop: async () => {
			await supervised.stop();
			await ports.release();
		},
	};
}

/** The account that the vsftpd package makes; it owns nothing and cannot log in. */
async function findAccount(name: string): Promise<Account> {
	const [, , uid, gid = ''] = (await run('getent', ['passwd', name])).stdout.split(':');
	const [group = ''] = (await run('getent', ['group', gid])).stdout.split(':');
	return { name, group, uid: Number(uid), gid: Number(gid) };
}

async function writeTlsFiles(folder: string, shown: TestCertificate, caPem: string) {
	const texts = {
		certificate: shown.certPem,
		key: shown.keyPem,
		pair: `${shown.keyPem}\n${shown.certPem}`,
		ca: caPem,
	};
	const path = (name: string) => join(folder, `${name}.pem`);
	for (const [name, text] of Object.entries(texts)) {
		await writeFile(path(name), text, { mode: 0o600 });
	}
	return {
		certificate: path('certificate'),
		key: path('key'),
		pair: path('pair'),
		ca: path('ca'),
	};
}
