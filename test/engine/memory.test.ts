import '../support/engine/memoryMode';
import type { IExecuteFunctions } from 'n8n-workflow';
import { runWorkflow } from '../support/engine/runWorkflow';
import { standInNode } from '../support/engine/standIns/standInNode';
import { stopEngine } from '../support/engine/stopEngine';
import { itemsOf, node, workflowOf } from '../support/engine/workflowOf';

afterAll(stopEngine);

it('keeps files without an id in memory mode', async () => {
	const store = standInNode('store', 'regular', async function (this: IExecuteFunctions) {
		const data = await this.helpers.prepareBinaryData(Buffer.from('hello'), 'a.txt');
		return [[{ json: {}, binary: { data } }]];
	});
	const file = workflowOf(itemsOf({}), node('P', 'test.store'));
	const run = await runWorkflow(file, { nodeTypes: { 'test.store': store } });
	const [item] = run.items('P');
	expect(item?.binary?.data?.id).toBeUndefined();
	expect(String(await run.file(item))).toBe('hello');
});
