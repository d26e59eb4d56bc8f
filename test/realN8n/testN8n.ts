import { basename } from 'node:path';
import type { Check } from './Check';
import { withLab } from './Lab';
import { n8nVersions, type N8nVersion } from './N8nVersion';
import { Report } from './Report';
import { checksOf } from './checks';
import { exitOnSignal } from './exitOnSignal';
import { installN8n } from './installN8n';
import type { BinaryMode } from './n8nEnvironment';
import { packPackage } from './packPackage';
import { temporaryFolder } from './temporaryFolder';

const say = (line: string) => console.log(line);
const modes: readonly BinaryMode[] = ['default', 'filesystem'];

/** Tries the packed package in real n8n, one version and binary mode after the other. */
async function testN8n(): Promise<number> {
	const report = new Report(say);
	const folder = await temporaryFolder('pack');
	try {
		let tarball = '';
		await report.check('Package', 'The package can be packed', async () => {
			tarball = await packPackage(folder.path);
			return basename(tarball);
		});
		for (const version of n8nVersions) {
			if (tarball !== '') await tryVersion(version, tarball, report);
		}
	} finally {
		await folder.remove();
	}
	say(report.table());
	say(`\n${report.passed} passed, ${report.failed} failed`);
	return report.failed === 0 && report.passed > 0 ? 0 : 1;
}

async function tryVersion(version: N8nVersion, tarball: string, report: Report): Promise<void> {
	const name = `n8n ${version.version}`;
	const found: { n8n?: Awaited<ReturnType<typeof installN8n>> } = {};
	say(`\n${name}`);
	await report.check(
		name,
		'It is installed',
		async () => {
			found.n8n = await installN8n(version, say);
			return `runs on ${found.n8n.node}`;
		},
		45 * 60,
	);
	const { n8n: installed } = found;
	if (installed === undefined) return;
	for (const binaryMode of modes) {
		const group = `${name}, binary data in ${binaryMode === 'default' ? 'memory' : 'files'}`;
		say(`\n${group}`);
		// Everything is looked at in the mode that the version has by default, and binary data in both.
		const checks = checksOf(binaryMode === version.binaryMode ? 'all' : 'binary');
		const began = performance.now();
		await report.check(
			group,
			'It starts and stops with the package',
			async () => {
				const options = { installed, tarball, binaryMode };
				const started = await withLab(options, async (lab) => {
					const seconds = (performance.now() - began) / 1000;
					say(`  started after ${seconds.toFixed(0)} s at ${lab.n8n.url}`);
					for (const check of checks) await runCheck(report, group, check, lab);
					return seconds;
				});
				return `ready after ${started.toFixed(0)} s, in a user folder of its own`;
			},
			30 * 60,
		);
	}
}

async function runCheck(
	report: Report,
	group: string,
	{ title, run, seconds }: Check,
	lab: Parameters<Check['run']>[0],
): Promise<void> {
	await report.check(group, title, () => run(lab), seconds);
}

exitOnSignal();
testN8n().then(
	(code) => process.exit(code),
	(error: unknown) => {
		console.error(error);
		process.exit(2);
	},
);
