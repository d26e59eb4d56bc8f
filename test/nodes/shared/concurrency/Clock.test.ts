import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ModuleKind, transpileModule } from 'typescript';

const source = join(__dirname, '../../../../nodes/shared/concurrency/Clock.ts');
const clock = transpileModule(readFileSync(source, 'utf8'), {
	compilerOptions: { module: ModuleKind.CommonJS },
}).outputText;

/** What a process of its own prints until nothing keeps it alive. */
const run = (body: string): string =>
	execFileSync(process.execPath, ['-e', `${clock}\nconst clock = exports.systemClock;\n${body}`], {
		encoding: 'utf8',
		timeout: 20_000,
	});

describe('The clock of this machine', () => {
	it.each([
		['does not keep the process alive for an idle connection', '', ''],
		['keeps the process alive for a pause that somebody waits for', ", 'awaited'", 'fired'],
	])('%s', (_, kind, output) => {
		expect(run(`clock.setTimer(50, () => process.stdout.write('fired')${kind});`)).toBe(output);
	});

	it('fires no timer that was cancelled', () => {
		const body = `const timer = clock.setTimer(5, () => process.stdout.write('fired'), 'awaited');
			timer.cancel();
			clock.setTimer(20, () => process.stdout.write('end'), 'awaited');`;
		expect(run(body)).toBe('end');
	});
});
