import { createServer } from 'node:net';
import { withLab, type Lab } from '../realN8n/Lab';
import { n8nVersions, ownMajor, versionFor, type N8nVersion } from '../realN8n/N8nVersion';
import { owner } from '../realN8n/RestClient';
import { examples } from '../realN8n/examples';
import { exitOnSignal } from '../realN8n/exitOnSignal';
import { installN8n } from '../realN8n/installN8n';
import { localFolder } from '../realN8n/n8nEnvironment';
import { packPackage } from '../realN8n/packPackage';
import { temporaryFolder } from '../realN8n/temporaryFolder';

const say = (line: string) => console.log(line);

/** Opens a real n8n with the package, an FTP server, the credential and the example workflows, until Ctrl-C. */
async function editor(wanted: N8nVersion): Promise<void> {
	const installed = await installN8n(wanted, say);
	const packed = await temporaryFolder('pack');
	say(`Starting n8n ${wanted.version} with this package: takes about half a minute.`);
	try {
		const tarball = await packPackage(packed.path);
		const port = (await isFree(5678)) ? 5678 : undefined;
		const options = { installed, tarball, binaryMode: wanted.binaryMode, port };
		await withLab(options, async (lab) => {
			for (const { workflow } of await examples()) await lab.executions.store(workflow);
			say(welcome(lab));
			await stopWish();
			say('\nEnding n8n and removing its folder …');
		});
	} finally {
		await packed.remove();
	}
}

function welcome({ n8n, server }: Lab): string {
	const { ftp } = server;
	return `
  Editor      ${n8n.url}
  Login       ${owner.email}
  Password    ${owner.password}

  The example workflows and the credential "FTP Remote" are in place.
  FTP server  ${ftp.host}:${ftp.port}, explicit TLS, user test, password secret
  Its files   ${ftp.root}
  For Sync    ${localFolder(n8n.userFolder)}

  Ctrl-C ends n8n and the FTP server, and removes all that they made.`;
}

/** Resolves with the first Ctrl-C; a second one ends everything at once. */
function stopWish(): Promise<void> {
	return new Promise((resolve) => {
		const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
		const onSignal = () => {
			for (const signal of signals) process.removeListener(signal, onSignal);
			exitOnSignal();
			resolve();
		};
		keepRunning();
		for (const signal of signals) process.once(signal, onSignal);
	});
}

function isFree(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const listener = createServer();
		listener.once('error', () => resolve(false));
		listener.listen(port, '127.0.0.1', () => listener.close(() => resolve(true)));
	});
}

function chosenVersion(): N8nVersion {
	const [name] = process.argv.slice(2);
	if (name === undefined) return versionFor(ownMajor);
	const chosen = n8nVersions.find(({ version }) => version === name);
	if (chosen !== undefined) return chosen;
	const known = n8nVersions.map(({ version }) => version).join(' or ');
	throw new Error(`Choose ${known}: npm run editor -- ${n8nVersions[0].version}`);
}

const keepRunning = exitOnSignal();
Promise.resolve()
	.then(() => editor(chosenVersion()))
	.then(
		() => process.exit(0),
		(error: unknown) => {
			console.error(error instanceof Error ? error.message : error);
			process.exit(1);
		},
	);
