import { access, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { N8nVersion } from './N8nVersion';
import { ownMajor } from './N8nVersion';
import { projectFolder } from './projectFolder';
import { runNpm } from './runNpm';

/** An installed n8n, and the Node that runs it. */
export interface InstalledN8n {
	readonly version: string;
	readonly node: string;
	/** The script `bin/n8n`. */
	readonly script: string;
}

const cacheFolder = join(projectFolder, '.cache', 'n8n');
const exists = (path: string) =>
	access(path).then(
		() => true,
		() => false,
	);

/**
 * Gives that n8n, installed in `.cache/n8n/<version>` if it is not there yet: about 10 minutes and 2 to 3 GB.
 * @param say told what goes on, in sentences
 * @throws when this n8n does not run on the Node at hand, or npm fails
 */
export async function installN8n(
	wanted: N8nVersion,
	say: (sentence: string) => void,
): Promise<InstalledN8n> {
	const { version } = wanted;
	const node = await nodeFor(wanted, say);
	const folder = join(cacheFolder, version);
	const done = join(folder, 'installed');
	if (!(await exists(done))) {
		say(`Installing n8n ${version} once into .cache/n8n/${version}: takes about 10 minutes.`);
		await withProgress(folder, say, () => install(wanted, folder));
		await writeFile(done, '');
	}
	return { version, node, script: join(folder, 'node_modules', 'n8n', 'bin', 'n8n') };
}

async function install({ version, overrides, compiled }: N8nVersion, folder: string) {
	await mkdir(folder, { recursive: true });
	const manifest = { private: true, dependencies: { n8n: version }, overrides };
	await writeFile(join(folder, 'package.json'), JSON.stringify(manifest, null, '\t'));
	if (compiled === null) return runNpm(['install', '--ignore-scripts=false'], folder);
	await runNpm(['install', '--ignore-scripts'], folder);
	return runNpm(['rebuild', '--ignore-scripts=false', ...compiled], folder);
}

async function nodeFor(
	{ version, nodeMajors, ownNode }: N8nVersion,
	say: (sentence: string) => void,
): Promise<string> {
	if (nodeMajors.includes(ownMajor)) return process.execPath;
	if (ownNode === null) {
		const wanted = nodeMajors.join(' or ');
		throw new Error(`n8n ${version} needs Node ${wanted}; this is Node ${process.version}.`);
	}
	const folder = join(cacheFolder, `node-${ownNode}`);
	// Binaries as plain packages, without a script that would fetch them.
	const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
	const program = join(folder, 'node_modules', name, 'bin', 'node');
	if (!(await exists(program))) {
		say(`Installing Node ${ownNode} for n8n ${version} into .cache/n8n.`);
		await mkdir(folder, { recursive: true });
		await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true }));
		await runNpm(['install', `${name}@${ownNode}`], folder);
	}
	return program;
}

/** Says twice a minute that the work goes on. */
async function withProgress<R>(
	folder: string,
	say: (sentence: string) => void,
	work: () => Promise<R>,
): Promise<R> {
	const startedAt = Date.now();
	const minutes = () => ((Date.now() - startedAt) / 60_000).toFixed(1);
	const timer = setInterval(() => {
		void readdir(join(folder, 'node_modules')).then(
			(names) => say(`  … ${minutes()} minutes, ${names.length} packages unpacked`),
			() => say(`  … ${minutes()} minutes, packages are being chosen`),
		);
	}, 30_000);
	try {
		const result = await work();
		say(`  … done after ${minutes()} minutes`);
		return result;
	} finally {
		clearInterval(timer);
	}
}
