import type { Lab } from '../realN8n/Lab';
import { examples } from '../realN8n/examples';
import { chain, ftpNode, path } from '../realN8n/ftpNode';
import type { EditorPage } from './EditorPage';

/** What a user sees while browsing and running. */
export async function runPictures(editor: EditorPage, lab: Lab): Promise<void> {
	const { executions } = lab;
	await editor.resize(1440, 900);
	const list = ftpNode('List Incoming', 'List', {
		folder: path('/in'),
		recursive: true,
		type: 'files',
	});
	const listing = await executions.store(chain('Listing', [{ json: {} }], list));
	await editor.openNode(listing.id, 'List Incoming');
	await editor.get('node-execute-button').first().click();
	await editor.get('ndv-data-container').last().waitFor();
	await editor.page.waitForTimeout(2500);
	await editor.picture('run-table');

	const browsing = ftpNode('Browse', 'List', {
		folder: { __rl: true, mode: 'list', value: '/in/' },
	});
	const browser = await executions.store(chain('Browsing', [{ json: {} }], browsing));
	await editor.openNode(browser.id, 'Browse');
	await editor.get('rlc-input').first().click();
	await editor.page.waitForTimeout(2500);
	await editor.picture('run-browser');

	const missing = ftpNode('Missing', 'Download', { path: path('/in/invoice 1002.pdf') });
	const failing = await executions.store(chain('Failing', [{ json: {} }], missing));
	await editor.openNode(failing.id, 'Missing');
	await editor.get('node-execute-button').first().click();
	await editor.page.waitForTimeout(3500);
	await editor.picture('run-error');

	for (const { file, workflow } of await examples()) {
		const { id } = await executions.store(workflow);
		await editor.open(`/workflow/${id}`);
		await editor.get('canvas-node').first().waitFor();
		await editor.get('execute-workflow-button').first().click();
		await editor.page.waitForTimeout(6000);
		await editor.picture(`run-example-${file.replace(/\.json$/, '')}`);
	}
}
