import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, readdirSync, readlinkSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { on, slow } from '../../support/server/faults';
import type { Check } from '../Check';
import type { Ended, StoredWorkflow } from '../Executions';
import type { Lab } from '../Lab';
import { chain, ftpNode, path } from '../ftpNode';
import { localFolder } from '../n8nEnvironment';
import { until } from '../until';

/** Sync's local side under n8n's own rules, with the helper `pinDirectory` that only these releases have. */
export const localSide: readonly Check[] = [
	{
		title: 'Sync holds a local folder open while it writes there, and lets go afterwards',
		run: async (lab) => {
			const local = join(localFolder(lab.n8n.userFolder), 'pulled');
			lab.server.ftp.script(on('RETR', { path: /archive/ }, slow(3_000_000)));
			try {
				const id = await lab.executions.begin(await stored(lab, { operation: 'pull', local }));
				await until('a folder is held open', () => heldFolders(lab, local).length > 0);
				const held = heldFolders(lab, local);
				const ended = await lab.executions.end(id);
				const items = succeeded(ended);
				assert.ok(items.every(({ status }) => status === 'done'));
				assert.deepEqual(heldFolders(lab, local), []);
				assert.deepEqual(files(local), files(join(lab.server.ftp.root, 'in')));
				return `${items.length} changes, all done; held open meanwhile: ${held.join(' ')}`;
			} finally {
				lab.server.ftp.clearScript();
			}
		},
	},
	{
		title: 'A second sync changes nothing, and a push carries a local change',
		run: async (lab) => {
			const local = join(localFolder(lab.n8n.userFolder), 'pulled');
			const again = succeeded(await synced(lab, { operation: 'pull', local, output: 'summary' }));
			const [{ uploaded, downloaded, deleted, unchanged } = {}] = again;
			assert.deepEqual(
				{ uploaded, downloaded, deleted },
				{ uploaded: 0, downloaded: 0, deleted: 0 },
			);
			const pushed = succeeded(await synced(lab, { operation: 'push', local, remote: '/pushed' }));
			assert.ok(pushed.every(({ status }) => status === 'done'));
			assert.deepEqual(files(join(lab.server.ftp.root, 'pushed')), files(local));
			return `${JSON.stringify(unchanged)} unchanged; pushed ${pushed.length} changes`;
		},
	},
	{
		title: 'A local folder that n8n does not allow is refused in plain words',
		run: async (lab) => {
			const { status, error } = await synced(lab, {
				operation: 'pull',
				local: join(lab.n8n.userFolder, 'elsewhere'),
			});
			assert.equal(status, 'error');
			assert.equal(error?.context?.category, 'permission');
			assert.match(`${error?.message} ${error?.description}`, /N8N_RESTRICT_FILE_ACCESS_TO/);
			return error?.message ?? '';
		},
	},
	{
		title: 'A link that leads out of the allowed folders is not followed',
		run: async (lab) => {
			const outside = join(lab.n8n.userFolder, 'outside');
			const link = join(localFolder(lab.n8n.userFolder), 'link');
			mkdirSync(outside);
			symlinkSync(outside, link);
			const { status, error } = await synced(lab, { operation: 'pull', local: join(link, 'deep') });
			assert.equal(status, 'error');
			assert.equal(error?.context?.category, 'permission');
			assert.deepEqual(readdirSync(outside), []);
			return error?.message ?? '';
		},
	},
];

interface Sync {
	readonly operation: 'pull' | 'push';
	readonly local: string;
	readonly remote?: string;
	readonly output?: 'changes' | 'summary';
}

function stored({ executions }: Lab, sync: Sync): Promise<StoredWorkflow> {
	const { operation, local, remote = '/in', output = 'changes' } = sync;
	const parameters = { operation, localFolder: local, remoteFolder: path(remote), output };
	return executions.store(
		chain(`Sync ${operation}`, [{ json: {} }], ftpNode('Sync', 'Sync', parameters)),
	);
}

async function synced(lab: Lab, sync: Sync): Promise<Ended> {
	return await lab.executions.end(await lab.executions.begin(await stored(lab, sync)));
}

function succeeded({ status, error, json }: Ended) {
	assert.equal(status, 'success', `${error?.message} ${error?.description}`);
	return json('Sync');
}

/** Contents by path, without what Sync keeps for itself. */
function files(folder: string): Record<string, string> {
	const names = readdirSync(folder, { recursive: true, withFileTypes: true });
	const found = names
		.filter((entry) => entry.isFile() && !entry.parentPath.includes('.ftp-remote-sync'))
		.map((entry) => join(entry.parentPath, entry.name));
	return Object.fromEntries(
		found.sort().map((file) => [file.slice(folder.length), readFileSync(file, 'base64')]),
	);
}

/** Folders at or below `local` that the process of n8n has open, as Linux tells. */
function heldFolders({ n8n }: Lab, local: string): string[] {
	const descriptors = `/proc/${n8n.pid}/fd`;
	const open = readdirSync(descriptors).map((number) => {
		try {
			return readlinkSync(join(descriptors, number));
		} catch {
			// Closed between the two looks.
			return '';
		}
	});
	const folders = new Set(open.filter((path) => isFolder(path) && path.startsWith(local)));
	return [...folders].map((path) => path.slice(localFolder(n8n.userFolder).length));
}

function isFolder(path: string): boolean {
	try {
		readdirSync(path);
		return true;
	} catch {
		return false;
	}
}
