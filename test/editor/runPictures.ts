import type { Lab } from '../realN8n/Lab';
import { examples } from '../realN8n/examples';
import { chain, ftpNode, path } from '../realN8n/ftpNode';
import type { EditorPage } from './EditorPage';

/** What a user sees while browsing and running. */
export async function runPictures(editor: EditorPage, lab: Lab): Promise<void> {
	await editor.resize(1440, 800);
	await listing(editor, lab);
	await failure(editor, lab);
	await diagnosis(editor, lab);
	await editor.resize(1440, 600);
	for (const { file, workflow } of await examples()) {
		const { id } = await lab.executions.store(workflow);
		await editor.open(`/workflow/${id}`);
		await editor.get('canvas-node').first().waitFor();
		const isMain = file.startsWith('list-');
		if (isMain) await runWorkflow(editor);
		await editor.picture(`run-example-${file.replace(/\.json$/, '')}`);
	}
}

async function runWorkflow(editor: EditorPage): Promise<void> {
	await editor.get('execute-workflow-button').first().click();
	await editor.get('canvas-node-status-success').nth(7).waitFor();
	await editor.closeMessages();
}

/** The table of a listing, and the folder browser opened beside it. */
async function listing(editor: EditorPage, lab: Lab): Promise<void> {
	const folder = { __rl: true, mode: 'list', value: '/in/' };
	const node = ftpNode('List Incoming', 'List', { folder, recursive: true, type: 'files' });
	await openNode(editor, lab, node);
	await editor.executeNode();
	await editor.picture('run-table');
	await editor.get('rlc-input').first().click();
	await editor.get('rlc-item').first().waitFor();
	await editor.picture('run-browser');
}

async function failure(editor: EditorPage, lab: Lab): Promise<void> {
	const node = ftpNode('Missing', 'Download', { path: path('/in/invoice 1002.pdf') });
	await openNode(editor, lab, node);
	await editor.executeNode();
	await editor.page
		.getByText(/From FTP Remote/)
		.first()
		.click();
	await editor.picture('run-error');
}

async function diagnosis(editor: EditorPage, lab: Lab): Promise<void> {
	const node = ftpNode('Diagnose', 'TestConnection', { operation: 'diagnose' });
	await openNode(editor, lab, node);
	await editor.executeNode();
	await editor.picture('run-diagnosis');
}

async function openNode(
	editor: EditorPage,
	{ executions }: Lab,
	node: ReturnType<typeof ftpNode>,
): Promise<void> {
	const { id } = await executions.store(chain(node.name, [{ json: {} }], node));
	await editor.openNode(id, node.name);
}
