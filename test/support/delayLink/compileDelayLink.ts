import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, mkdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from '../realServers/cacheFolder';

const run = promisify(execFile);

/** Compiles a C source once; gives the program's path. Its name holds the source's hash, so an edit makes a new one. */
export async function compileDelayLink(source: string): Promise<string> {
	const hash = createHash('sha256')
		.update(await readFile(source))
		.digest('hex')
		.slice(0, 16);
	const program = join(cacheFolder, `delayLink-${hash}`);
	const ready = await access(program).then(
		() => true,
		() => false,
	);
	if (ready) return program;
	await mkdir(cacheFolder, { recursive: true });
	const temporary = `${program}.${process.pid}`;
	try {
		await run('cc', ['-O2', '-Wall', '-o', temporary, source]);
	} catch (error) {
		throw new Error('The delaying link needs a C compiler: apt-get install gcc libc6-dev', {
			cause: error,
		});
	}
	await rename(temporary, program);
	return program;
}
