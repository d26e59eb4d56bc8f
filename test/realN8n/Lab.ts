import { join } from 'node:path';
import { Executions } from './Executions';
import { N8nInstance } from './N8nInstance';
import { RestClient } from './RestClient';
import { SampleServer } from './SampleServer';
import { importCredentials } from './importCredentials';
import type { InstalledN8n } from './installN8n';
import type { BinaryMode } from './n8nEnvironment';
import { installPackage, packageManifest, type PackageManifest } from './packPackage';
import { temporaryFolder } from './temporaryFolder';

export interface LabOptions {
	readonly installed: InstalledN8n;
	readonly tarball: string;
	readonly binaryMode: BinaryMode;
	/** Absent = any free one. */
	readonly port?: number;
}

/** A running n8n with the package, the credential of the examples, and an FTP server with samples. */
export interface Lab {
	readonly n8n: N8nInstance;
	readonly rest: RestClient;
	readonly executions: Executions;
	readonly server: SampleServer;
	readonly manifest: PackageManifest;
	readonly binaryMode: BinaryMode;
}

/** Lends a lab in a temporary folder; afterwards nothing of it is left, whatever happened. */
export async function withLab<R>(options: LabOptions, use: (lab: Lab) => Promise<R>): Promise<R> {
	const { installed, tarball, binaryMode, port } = options;
	const folder = await temporaryFolder('n8n');
	const userFolder = join(folder.path, 'user');
	const server = await SampleServer.start(join(folder.path, 'server'));
	const n8n = await N8nInstance.prepare(installed, userFolder, binaryMode, port);
	try {
		const manifest = await packageManifest();
		await installPackage(tarball, userFolder);
		await importCredentials(n8n, server.credentialData);
		await n8n.start();
		const rest = await RestClient.login(n8n.url);
		const executions = new Executions(rest);
		return await use({ n8n, rest, executions, server, manifest, binaryMode });
	} finally {
		await n8n.stop();
		await server.stop();
		await folder.remove();
	}
}
