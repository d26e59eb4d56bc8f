import assert from 'node:assert/strict';
import type { Check } from '../Check';
import type { Lab } from '../Lab';
import { chain, ftpNode } from '../ftpNode';

/** FTP Remote Test Connection in a workflow. */
export const testConnection: readonly Check[] = [
	{
		title: 'Test Connection tells security, certificate and pool',
		run: async (lab) => {
			const [item] = await tested(lab, 'test');
			assert.equal(item?.ok, true);
			assert.ok(item.security === 'TLSv1.3' || item.security === 'TLSv1.2');
			const { ok, security, listing, dataChannel, pool } = item;
			return JSON.stringify({ ok, security, listing, dataChannel, pool });
		},
	},
	{
		title: 'Diagnose tells every stage in order and ends with a verdict',
		run: async (lab) => {
			const items = await tested(lab, 'diagnose');
			const stages = items.map(({ stage }) => stage);
			assert.equal(stages[0], 'resolve');
			assert.equal(stages.at(-1), 'verdict');
			return JSON.stringify(items.map(({ stage, status }) => [stage, status]));
		},
	},
];

async function tested({ executions }: Lab, operation: 'test' | 'diagnose') {
	const node = ftpNode('Test', 'TestConnection', { operation });
	const { status, error, json } = await executions.run(chain(operation, [{ json: {} }], node));
	assert.equal(status, 'success', `${error?.message} ${error?.description}`);
	return json('Test');
}
