import { runProgram } from './runProgram';

/**
 * Runs npm and gives what it printed.
 * @throws with the end of its output, when it fails
 */
export async function runNpm(args: readonly string[], cwd: string): Promise<string> {
	const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel', 'error'];
	// What the surrounding `npm run` found in the project's .npmrc is not meant for other folders.
	const env = Object.fromEntries(
		Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)),
	);
	const { code, output } = await runProgram('npm', [...args, ...quiet], { cwd, env });
	if (code !== 0) throw new Error(`npm ${args.join(' ')} failed:\n${output.slice(-3000)}`);
	return output;
}
