import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Check } from '../Check';
import { ftpNode, path } from '../ftpNode';
import type { Lab } from '../Lab';

/** n8n polls once a minute at most. */
const pollMs = 150_000;

/** The trigger in an active workflow. */
export const trigger: readonly Check[] = [
	{
		title: 'An active workflow starts by itself when a file is put on the server, and claims it',
		run: async ({ executions, rest, server }) => {
			const folder = join(server.ftp.root, 'watched');
			mkdirSync(folder);
			writeFileSync(join(folder, 'old.csv'), 'was there');
			const watch = ftpNode('Watch', 'Trigger', {
				pollTimes: { item: [{ mode: 'everyMinute' }] },
				folder: path('/watched'),
				readyWhen: 'immediately',
				options: { download: true, afterPickup: 'move', moveToFolder: path('/watched/taken') },
			});
			const workflow = await executions.store({
				name: 'Watch',
				nodes: [watch],
				connections: {},
			});
			const { id, versionId } = workflow;
			const listings = () => server.ftp.commands('MLSD').length;
			const before = listings();
			await rest.post(`/rest/workflows/${id}/activate`, { versionId });
			try {
				// n8n 2.x answers before it has polled: with the second poll, the first one is over.
				await within('two polls', async () => (listings() >= before + 2 ? true : undefined));
				assert.deepEqual(await executionsOf(rest, id), [], 'files that were there started it');
				writeFileSync(join(folder, 'new.csv'), 'has come');
				const execution = await within('an execution', async () => {
					return (await executionsOf(rest, id))[0];
				});
				const { status, json, binary } = await executions.end(execution);
				assert.equal(status, 'success');
				const [item, ...more] = json('Watch');
				assert.equal(more.length, 0);
				assert.equal(item?.originalPath, '/watched/new.csv');
				assert.equal(item?.path, '/watched/taken/new.csv');
				assert.equal(binary('Watch')[0]?.data?.fileName, 'new.csv');
				assert.deepEqual(readdirSync(folder).sort(), ['old.csv', 'taken']);
				return JSON.stringify({ event: item.event, path: item.path, verified: item.verified });
			} finally {
				await rest.post(`/rest/workflows/${id}/deactivate`, {});
			}
		},
		seconds: 320,
	},
];

async function within<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
	for (const end = Date.now() + pollMs; Date.now() < end; await sleep(500)) {
		const found = await look();
		if (found !== undefined) return found;
	}
	throw new Error(`There was no sign of ${what} within ${pollMs / 1000} s`);
}

async function executionsOf(rest: Lab['rest'], workflowId: string): Promise<string[]> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	const { results } = await rest.get<{ results: ReadonlyArray<{ id: string }> }>(
		`/rest/executions?filter=${filter}`,
	);
	return results.map(({ id }) => id);
}
