import { existsSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withLab } from '../realN8n/Lab';
import { n8nVersions } from '../realN8n/N8nVersion';
import { exitOnSignal } from '../realN8n/exitOnSignal';
import { installN8n } from '../realN8n/installN8n';
import { packPackage } from '../realN8n/packPackage';
import { temporaryFolder } from '../realN8n/temporaryFolder';
import { EditorPage, picturesFolder } from './EditorPage';
import { credentialPictures } from './credentialPictures';
import { nodePictures } from './nodePictures';
import { runPictures } from './runPictures';

const say = (line: string) => console.log(line);
const chapters = { credential: credentialPictures, nodes: nodePictures, runs: runPictures };

/** Pictures that the README shows. */
const forReadme = {
	'run-browser.png': 'list.png',
	'run-example-list-download-upload-delete.png': 'workflow.png',
};

/** Takes pictures of what a user sees, for people to look at: all of it, or the chapters named on the command line. */
async function screenshots(wanted: readonly string[]): Promise<void> {
	const [, version] = n8nVersions;
	const installed = await installN8n(version, say);
	const packed = await temporaryFolder('pack');
	const tarball = await packPackage(packed.path);
	say(`Starting n8n ${version.version}. Pictures go to ${picturesFolder}:`);
	await withLab({ installed, tarball, binaryMode: version.binaryMode }, (lab) =>
		EditorPage.use(lab.n8n.url, async (editor) => {
			for (const [name, take] of Object.entries(chapters)) {
				if (wanted.length === 0 || wanted.includes(name)) await take(editor, lab);
			}
			for (const [picture, name] of Object.entries(forReadme)) {
				const taken = join(picturesFolder, picture);
				if (existsSync(taken)) await copyFile(taken, join(__dirname, 'screenshots', name));
			}
		}),
	);
	await packed.remove();
}

exitOnSignal();
screenshots(process.argv.slice(2)).then(
	() => process.exit(0),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
