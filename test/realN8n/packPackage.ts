import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from './projectFolder';
import { runNpm } from './runNpm';

/** What n8n reads of our package.json. */
export interface PackageManifest {
	readonly name: string;
	readonly version: string;
	readonly n8n: { readonly nodes: readonly string[]; readonly credentials: readonly string[] };
}

/** Our package.json. */
export async function packageManifest(): Promise<PackageManifest> {
	const text = await readFile(join(projectFolder, 'package.json'), 'utf8');
	return JSON.parse(text) as PackageManifest;
}

/** Packs the built project as it would be published, and gives the path of the tarball in `folder`. */
export async function packPackage(folder: string): Promise<string> {
	await runNpm(['pack', '--pack-destination', folder], projectFolder);
	const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz'));
	if (tarball === undefined) throw new Error('npm pack made no tarball');
	return join(folder, tarball);
}

/** Installs the tarball with its runtime dependencies where n8n keeps community packages: icons, codex files and the credential test work there. */
export async function installPackage(tarball: string, userFolder: string): Promise<void> {
	const nodes = join(userFolder, '.n8n', 'nodes');
	await mkdir(nodes, { recursive: true });
	await writeFile(join(nodes, 'package.json'), JSON.stringify({ private: true }));
	// n8n itself brings the peer dependency.
	const args = ['--omit=dev', '--omit=peer', '--ignore-scripts', '--prefer-offline', '--no-save'];
	await runNpm(['install', ...args, tarball], nodes);
}
