import type { Contender, Job } from './Job';
import { largeName } from './tasks';
import { startUpSeconds, timedProgram } from './timedProgram';

/** lftp's own `mirror`, `get` and `put`; uploads under a temporary name, as ours. */
export const lftp: Contender = async (job) => {
	const measured = await timedProgram('lftp', ['-c', script(job)]);
	const startUp = await startUpSeconds('lftp', ['-c', 'echo']);
	return { ...measured, seconds: measured.seconds - startUp };
};

function script(job: Job): string {
	const { server, connections, tls } = job;
	return [
		'set cmd:fail-exit yes',
		'set net:max-retries 3',
		`set net:connection-limit ${connections}`,
		...(tls
			? ['set ftp:ssl-force yes', 'set ftp:ssl-protect-data yes', 'set ssl:verify-certificate no']
			: ['set ftp:ssl-allow no']),
		...(job.task.direction === 'upload' ? ['set xfer:use-temp-file yes'] : []),
		`open -u ${server.user},${server.password} -p ${server.port} ${server.host}`,
		work(job),
	].join('; ');
}

function work({ task, connections, remote, local }: Job): string {
	const upload = task.direction === 'upload';
	if (task.work === 'one') {
		return upload
			? `put ${local}/${largeName} -o ${remote}/${largeName}`
			: `get ${remote}/${largeName} -o ${local}/${largeName}`;
	}
	// Permissions are left alone, as ours leaves them.
	return `mirror --no-perms --parallel=${connections} ${upload ? `-R ${local} ${remote}` : `${remote} ${local}`}`;
}
