import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Installs those of these programs that are missing, each from the package of its name. @throws when apt cannot */
export async function installTools(programs: readonly string[]): Promise<void> {
	const missing: string[] = [];
	for (const program of programs) {
		await run('which', [program]).catch(() => missing.push(program));
	}
	if (missing.length === 0) return;
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	await run('apt-get', ['update', '-qq'], { env });
	await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], { env });
}
