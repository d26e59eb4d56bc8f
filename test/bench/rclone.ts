import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Contender, Job } from './Job';
import { startUpSeconds, timedProgram } from './timedProgram';

const run = promisify(execFile);

/** `rclone copy` with its defaults: uploads are safe by a temporary name, where its version knows that for FTP. */
export const rclone: Contender = async (job) => {
	const { connections, task, local, remote } = job;
	const server = `:ftp:${remote}`;
	const ends = task.direction === 'upload' ? [local, server] : [server, local];
	// Its documentation: to be safe from waiting for itself, it needs one connection more than transfers, and --check-first.
	const settings = [
		...['--transfers', String(connections), '--checkers', String(connections)],
		...['--ftp-concurrency', String(connections + 1), '--check-first', '--ignore-checksum'],
	];
	const env = await account(job);
	const measured = await timedProgram('rclone', ['copy', ...ends, ...settings], env);
	const startUp = await startUpSeconds('rclone', ['version']);
	return { ...measured, seconds: measured.seconds - startUp };
};

async function account({ server, tls }: Job): Promise<NodeJS.ProcessEnv> {
	const obscured = await run('rclone', ['obscure', server.password]);
	return {
		RCLONE_CONFIG: '/dev/null',
		RCLONE_FTP_HOST: server.host,
		RCLONE_FTP_PORT: String(server.port),
		RCLONE_FTP_USER: server.user,
		RCLONE_FTP_PASS: obscured.stdout.trim(),
		...(tls ? { RCLONE_FTP_EXPLICIT_TLS: 'true', RCLONE_FTP_NO_CHECK_CERTIFICATE: 'true' } : {}),
	};
}
