import '../support/engine/env';
import { rm } from 'node:fs/promises';
import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';
import type { INodeExecutionData, INodeType } from 'n8n-workflow';
import { openBinaryStore, runWorkflow } from '../support/engine/runWorkflow';
import { node, workflowOf } from '../support/engine/workflowOf';
import { answerWith } from './childRun';
import { CpuProfile } from './CpuProfile';
import { Meter } from './Meter';
import type { OurWork } from './ours';

const type = 'measured.node';

answerWith(async (work: OurWork) => {
	await openBinaryStore();
	const workflow = workflowOf(work.items, node('Measured', type, work.parameters, { credentials }));
	const profile = work.profile === '' ? null : new CpuProfile(work.profile);
	let meter: Meter | null = null;
	const run = await runWorkflow(workflow, {
		nodeTypes: { [type]: loadNode(work) },
		credentials: { ftpRemoteApi: work.credential },
		onNodeStart: (name) => {
			if (name !== 'Measured') return;
			profile?.start();
			meter = new Meter();
		},
	});
	const measured = (meter as Meter | null)?.read();
	profile?.save();
	const items = run.items('Measured');
	if (run.status !== 'success' || !measured) throw run.error ?? new Error(run.status);
	if (items.length !== work.expectedItems) throw new Error(`${items.length} items came out`);
	const first = items[0]?.json ?? {};
	if (Object.entries(work.expectedJson).some(([name, value]) => first[name] !== value))
		throw new Error(`Not what was expected: ${JSON.stringify(first)}`);
	await forget(items, work);
	const milliseconds = run.run.data.resultData.runData['Measured']?.[0]?.executionTime ?? NaN;
	return { ...measured, seconds: milliseconds / 1000 };
});

const credentials = { ftpRemoteApi: { id: '1', name: 'ftpRemoteApi' } };

function loadNode({ nodeFile, className }: OurWork): INodeType {
	// eslint-disable-next-line @typescript-eslint/no-require-imports -- the path is known at run time only
	const classes = require(nodeFile) as Readonly<Record<string, new () => INodeType>>;
	const Node = classes[className];
	if (!Node) throw new Error(`${nodeFile} has no ${className}`);
	return new Node();
}

/** Downloads of a gibibyte a run would fill the disk. */
async function forget(items: readonly INodeExecutionData[], work: OurWork): Promise<void> {
	const kept = new Set(work.items.map((item) => item.binary?.['data']?.id));
	const ids = items.flatMap((item) => item.binary?.['data']?.id ?? []);
	const store = Container.get(BinaryDataService);
	for (const id of ids) if (!kept.has(id)) await rm(store.getPath(id), { force: true });
}
