import type { IDataObject } from 'n8n-workflow';
import type { Diagnosis } from '../shared/diagnose/Diagnosis';
import type { Output } from '../shared/n8n/items';
import type { Checked } from './checkConnection';

/** The items of one answer: one in all, or one a stage. */
export function outputs({ operation, diagnosis }: Checked): readonly Output[] {
	return operation === 'test'
		? [{ json: testJson(diagnosis) }]
		: diagnosis.stages.map((report) => ({ json: jsonOf(report) }));
}

/** Everything that is known of the connection, for alerts. */
function testJson(diagnosis: Diagnosis): IDataObject {
	const { verdict, explanation, hint, suggestedSettings, stages, facts, pool, protocolLog } =
		diagnosis;
	const dataOf = (name: 'write' | 'connections') => {
		const found = stages.find(({ stage, status }) => stage === name && status !== 'skipped');
		return found ? { [name]: { status: found.status, ...found.data } } : {};
	};
	return jsonOf({
		ok: verdict === 'ok',
		verdict,
		explanation,
		hint,
		suggestedSettings,
		failedStage: stages.find(({ status }) => status === 'failed')?.stage ?? null,
		...facts,
		...dataOf('write'),
		...dataOf('connections'),
		pool,
		...(protocolLog ? { protocolLog } : {}),
	});
}

/** As n8n stores it: plain values, and nothing that is undefined. */
function jsonOf(value: object): IDataObject {
	return JSON.parse(JSON.stringify(value)) as IDataObject;
}
