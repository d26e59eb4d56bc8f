import { execFile } from 'node:child_process';
import { access, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from './cacheFolder';

const exec = promisify(execFile);
// sudo and cron leave out the folders of system programs.
const env = {
	...process.env,
	PATH: `${process.env.PATH}:/usr/sbin:/sbin`,
	DEBIAN_FRONTEND: 'noninteractive',
};
const run = async (command: string, args: readonly string[], cwd = '/') =>
	(await exec(command, args, { cwd, env })).stdout;
const succeeds = (work: Promise<unknown>) =>
	work.then(
		() => true,
		() => false,
	);

/** Beside vsftpd, which is installed; these two conflict with it as packages and are only unpacked. */
const UNPACKED = ['proftpd-core', 'proftpd-mod-crypto', 'pure-ftpd', 'pure-ftpd-common'];
const POLICY = '/usr/sbin/policy-rc.d';

let installed: Promise<string> | undefined;

/**
 * Makes the three servers ready to start, without any service running; once per machine, in about half a minute.
 * Gives the folder in which ProFTPD and Pure-FTPd are unpacked.
 * @throws with what to do, when this is no Debian or Ubuntu or we are not root
 */
export function installServers(): Promise<string> {
	installed ??= install();
	return installed;
}

async function install(): Promise<string> {
	if (process.platform !== 'linux' || !(await succeeds(access('/usr/bin/dpkg')))) {
		throw new Error('The real FTP servers need Debian or Ubuntu: the tests install them with apt');
	}
	if (process.getuid?.() !== 0) {
		throw new Error(
			'The real FTP servers need root (network and mount namespaces): sudo -E env "PATH=$PATH" npm run test:servers',
		);
	}
	if (!(await succeeds(run('unshare', ['--mount', '--pid', '--fork', 'true'])))) {
		throw new Error(
			'This container forbids namespaces of its own (unshare): run it privileged, or on a plain machine',
		);
	}
	const target = join(cacheFolder, 'servers');
	if (!(await succeeds(run('which', ['vsftpd', 'perl', 'openssl'])))) {
		await aptInstall(['vsftpd', 'openssl', 'perl-base']);
	}
	if (!(await succeeds(access(target)))) await unpack(target);
	return target;
}

async function unpack(target: string): Promise<void> {
	await mkdir(cacheFolder, { recursive: true });
	const downloads = await mkdtemp(join(cacheFolder, 'download-'));
	const root = join(downloads, 'root');
	// apt fetches as an account of its own.
	await exec('chmod', ['755', cacheFolder, downloads]);
	await aptUpdate();
	await run('apt-get', ['download', '-qq', ...UNPACKED], downloads);
	const libraries = new Set<string>();
	for (const name of await readdir(downloads)) {
		if (!name.endsWith('.deb')) continue;
		const file = join(downloads, name);
		await run('dpkg-deb', ['--extract', file, root]);
		const depends = await run('dpkg-deb', ['--field', file, 'Depends']);
		for (const [library] of depends.matchAll(/\b(lib[a-z0-9][a-z0-9+.-]*|zlib1g)\b/g)) {
			libraries.add(library);
		}
	}
	await aptInstall([...libraries]);
	// Another process may have been faster: then its folder is as good.
	if (!(await succeeds(rename(root, target)))) await access(target);
	await rm(downloads, { recursive: true });
}

let updated: Promise<unknown> | undefined;
function aptUpdate(): Promise<unknown> {
	updated ??= run('apt-get', ['update', '-qq']);
	return updated;
}

/** Installs packages; a policy file keeps them from starting services. */
async function aptInstall(packages: readonly string[]): Promise<void> {
	await aptUpdate();
	const ours = await succeeds(
		writeFile(POLICY, '#!/bin/sh\nexit 101\n', { flag: 'wx', mode: 0o755 }),
	);
	try {
		await run('apt-get', [
			...['-o', 'DPkg::Lock::Timeout=300', 'install', '-y', '-qq', '--no-install-recommends'],
			...packages,
		]);
	} finally {
		if (ours) await rm(POLICY);
	}
}
