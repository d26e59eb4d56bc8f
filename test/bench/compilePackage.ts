import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';

const project = resolve(__dirname, '../..');

/**
 * Compiles the package as its build does, beside `dist`, since what is to be measured is the code that n8n runs.
 * @returns the folder
 */
export async function compilePackage(): Promise<string> {
	const folder = join(project, '.cache', 'bench');
	const compiler = require.resolve('typescript/bin/tsc');
	const settings = [
		'--outDir',
		folder,
		'--incremental',
		'--tsBuildInfoFile',
		`${folder}.tsbuildinfo`,
	];
	const tsc = spawn(process.execPath, [compiler, '--project', project, ...settings], {
		stdio: ['ignore', 'inherit', 'inherit'],
	});
	const code = await new Promise((done) => tsc.once('exit', done));
	// It writes what it can, errors or not.
	if (code !== 0) console.error('TypeScript found errors; measured is what it wrote all the same.');
	return folder;
}
