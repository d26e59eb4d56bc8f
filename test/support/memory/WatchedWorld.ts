import { buffer } from 'node:stream/consumers';
import { readRequest } from '../../../nodes/FtpRemoteTrigger/fields';
import { readState, writeState } from '../../../nodes/FtpRemoteTrigger/stateText';
import { watchFolder, type Watched } from '../../../nodes/FtpRemoteTrigger/watchFolder';
import { formOf } from '../formOf';
import { MemoryEndpoint } from '../MemoryEndpoint';
import type { MemorySettings } from './MemorySettings';
import { testRun } from './testRun';
import type { TreeLiteral } from './treeLiteral';

/** What the form of the trigger has when nobody touches it, but for the folder. */
const untouched = {
	folder: '/in',
	events: ['added'],
	recursive: false,
	readyWhen: 'unchangedBetweenPolls',
	readySeconds: '',
	donePattern: '',
	firstRun: 'baseline',
	filters: {},
	options: {},
};

/** A folder of a server in memory, its trigger, and what n8n saves of it. */
export class WatchedWorld {
	readonly server: MemoryEndpoint;
	/** Milliseconds since 1970; a poll takes none. */
	now = Date.parse('2026-01-31T12:00:00Z');
	readonly logged: string[] = [];
	/** What the next poll knows, and what n8n has saved. */
	state: string | undefined;
	saved: string | undefined;
	private polls = 0;

	constructor(
		tree: TreeLiteral,
		readonly form: Readonly<Record<string, unknown>> = {},
		settings: Partial<MemorySettings> = {},
	) {
		this.server = new MemoryEndpoint(tree, { now: () => this.now, ...settings });
	}

	/** One poll, a minute after what was before; n8n saves the state after the first one and when something is told. */
	async poll(change: Readonly<Record<string, unknown>> = {}): Promise<Watched<string>> {
		this.now += 60_000;
		const run = testRun({
			now: () => this.now,
			log: (_level, line) => void this.logged.push(line),
		});
		const request = readRequest(formOf({ ...untouched, ...this.form, ...change }));
		const watched = await watchFolder<string>(
			this.server,
			readState(this.state),
			request,
			async (download) => await download(async (body) => (await buffer(body)).toString()),
			run,
		);
		this.state = writeState(watched.state);
		if (this.polls++ === 0 || watched.taken.length + watched.removed.length > 0)
			this.saved = this.state;
		return watched;
	}

	/** A poll in short: `added /in/a.csv`, in order. */
	async told(change: Readonly<Record<string, unknown>> = {}): Promise<string[]> {
		const { taken, removed } = await this.poll(change);
		return [
			...taken.map(({ candidate, entry }) => `${candidate.event} ${entry.path}`),
			...removed.map(({ path }) => `removed ${path}`),
		];
	}

	/** n8n starts anew with what it has saved. */
	restart(): void {
		this.state = this.saved;
	}

	/** Somebody writes a file now, by the clock of the server. */
	put(path: string, content: string, modified = this.server.clock()): void {
		this.server.tree.put(path, content, modified);
	}

	delete(path: string): void {
		this.server.tree.delete(path);
	}
}
