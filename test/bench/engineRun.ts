import '../support/engine/env';
import { rm } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';
import type { INodeExecutionData, INodeType } from 'n8n-workflow';
import { openBinaryStore, runWorkflow } from '../support/engine/runWorkflow';
import { node, workflowOf } from '../support/engine/workflowOf';
import { answerWith } from './childRun';
import { CpuProfile } from './CpuProfile';
import { Meter } from './Meter';
import type { EngineWork } from './inEngine';

const type = 'measured.node';
const name = 'Measured';
/** Seconds after which connections of a warm-up are closed, so that what is measured has to connect. */
const idleClose = 0.1;

answerWith(async (work: EngineWork) => {
	await openBinaryStore();
	Meter.collectGarbage();
	for (const { parameters, items } of work.warmUps) {
		// Another setting, another pool.
		const credential = { ...work.credential, advanced: true, keepAlive: 0, idleClose };
		await forget((await execute({ ...work, parameters, items, credential })).items(name), work);
	}
	if (work.warmUps.length > 0) await setTimeout(5 * idleClose * 1000);
	const profile = work.profile === '' ? null : new CpuProfile(work.profile);
	let meter: Meter | null = null;
	const run = await execute(work, () => {
		profile?.start();
		meter = new Meter();
	});
	const measured = (meter as Meter | null)?.read();
	profile?.save();
	const items = run.items(name);
	if (!measured) throw new Error('The node did not begin');
	if (items.length !== work.expectedItems) throw new Error(`${items.length} items came out`);
	const first = items[0]?.json ?? {};
	if (Object.entries(work.expectedJson).some(([name, value]) => first[name] !== value))
		throw new Error(`Not what was expected: ${JSON.stringify(first)}`);
	await forget(items, work);
	const milliseconds = run.run.data.resultData.runData[name]?.[0]?.executionTime ?? NaN;
	return { ...measured, seconds: milliseconds / 1000 };
});

const credentials = { ftpRemoteApi: { id: '1', name: 'ftpRemoteApi' } };

/** Runs the node in n8n's engine. @throws what the workflow fails with */
async function execute(work: EngineWork, onStart: () => void = () => undefined) {
	const run = await runWorkflow(
		workflowOf(work.items, node(name, type, work.parameters, { credentials })),
		{
			nodeTypes: { [type]: loadNode(work) },
			credentials: { ftpRemoteApi: work.credential },
			onNodeStart: (started) => started === name && onStart(),
		},
	);
	if (run.status !== 'success') throw run.error ?? new Error(run.status);
	return run;
}

function loadNode({ nodeFile, className }: EngineWork): INodeType {
	// eslint-disable-next-line @typescript-eslint/no-require-imports -- the path is known at run time only
	const classes = require(nodeFile) as Readonly<Record<string, new () => INodeType>>;
	const Node = classes[className];
	if (!Node) throw new Error(`${nodeFile} has no ${className}`);
	return new Node();
}

/** Downloads of a gibibyte a run would fill the disk. */
async function forget(items: readonly INodeExecutionData[], work: EngineWork): Promise<void> {
	const kept = new Set(work.items.map((item) => item.binary?.['data']?.id));
	const ids = items.flatMap((item) => item.binary?.['data']?.id ?? []);
	const store = Container.get(BinaryDataService);
	for (const id of ids) if (!kept.has(id)) await rm(store.getPath(id), { force: true });
}
