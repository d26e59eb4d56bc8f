import { noFilter, compileFilter, type FilterRules } from '../../../nodes/shared/model/EntryFilter';
import type { RunContext } from '../../../nodes/shared/model/RunContext';
import { syncFolders } from '../../../nodes/shared/sync/syncFolders';
import {
	defaultSyncOptions,
	type SyncOperation,
	type SyncOptions,
} from '../../../nodes/shared/sync/SyncOptions';
import { runApprovedPlan } from '../../../nodes/shared/sync/runApprovedPlan';
import type { SyncItem, SyncReport } from '../../../nodes/shared/sync/SyncReport';
import type { SyncSide } from '../../../nodes/shared/sync/SyncSide';
import { MemoryEndpoint } from '../MemoryEndpoint';
import { CrashSwitch } from './CrashSwitch';
import type { MemorySettings } from './MemorySettings';
import { MemoryStateStore } from './MemoryStateStore';
import type { MemoryTree, NameRules } from './MemoryTree';
import { seededRandom } from './seededRandom';
import { testRun } from './testRun';
import { buildTree, dump, type TreeDump, type TreeLiteral } from './treeLiteral';

/** How one side of a world is made. */
export interface WorldSide {
	readonly tree?: TreeLiteral;
	readonly names?: Partial<NameRules>;
	readonly settings?: Partial<MemorySettings>;
	readonly folder?: string;
	readonly side?: Partial<SyncSide>;
}

export interface Order {
	readonly preview?: boolean;
	readonly options?: Partial<SyncOptions>;
	readonly filters?: Partial<FilterRules>;
	readonly crash?: CrashSwitch;
	readonly store?: null;
	readonly run?: Partial<RunContext>;
}

/** Two folders in memory with a state between them and a clock that tests move. */
export class SyncWorld {
	readonly store = new MemoryStateStore();
	readonly hints: string[] = [];
	/** Counts what edits write, so that no two files have the same content. */
	written = 0;
	now = Date.parse('2026-01-31T12:00:00Z');
	readonly trees: { readonly local: MemoryTree; readonly remote: MemoryTree };
	/** The sides of the latest run, with its log and for faults of the next. */
	local: MemoryEndpoint;
	remote: MemoryEndpoint;

	constructor(private readonly made: { readonly local?: WorldSide; readonly remote?: WorldSide }) {
		this.trees = {
			local: buildTree(made.local?.tree ?? {}, made.local?.names),
			remote: buildTree(made.remote?.tree ?? {}, made.remote?.names),
		};
		this.local = this.endpoint('local', new CrashSwitch());
		this.remote = this.endpoint('remote', new CrashSwitch());
	}

	/** Endpoints of a process: they share its life, and nothing of an earlier one but the trees. */
	renew(crash = new CrashSwitch()): void {
		this.local = this.endpoint('local', crash);
		this.remote = this.endpoint('remote', crash);
		this.store.crash = crash;
	}

	async sync(operation: SyncOperation, order: Order = {}): Promise<SyncReport> {
		if (order.crash) this.renew(order.crash);
		const request = {
			operation,
			preview: order.preview ?? false,
			filter: compileFilter({ ...noFilter, ...order.filters }),
			options: { ...defaultSyncOptions, ...order.options },
			pairId: 'pair',
		};
		const store = order.store === null ? null : this.store;
		return await syncFolders(request, this.sides(), store, this.run(order));
	}

	/** Items go through JSON, as n8n may send them anywhere in between. */
	async approve(items: readonly SyncItem[], order: Order = {}): Promise<SyncReport> {
		const request = {
			items: JSON.parse(JSON.stringify(items)) as unknown[],
			options: { ...defaultSyncOptions, ...order.options },
			pairId: 'pair',
		};
		return await runApprovedPlan(request, this.sides(), this.store, this.run(order));
	}

	dump(): { local: TreeDump; remote: TreeDump } {
		const folder = (which: 'local' | 'remote') => this.made[which]?.folder ?? '/';
		return {
			local: dump(this.trees.local, folder('local')),
			remote: dump(this.trees.remote, folder('remote')),
		};
	}

	/** Moves the clock on. */
	pass(ms: number): void {
		this.now += ms;
	}

	/** Somebody writes a file: it carries the time of that side's clock unless another is given. */
	put(which: 'local' | 'remote', path: string, content: string, modified?: number): void {
		const offset = this.made[which]?.settings?.clockOffsetMs ?? 0;
		this.trees[which].put(path, content, modified ?? this.now + offset);
	}

	/** Replaces all that a side holds. */
	become(which: 'local' | 'remote', tree: TreeLiteral): void {
		const { children } = this.trees[which].root;
		children.clear();
		for (const [key, child] of buildTree(tree, this.made[which]?.names).root.children)
			children.set(key, child);
	}

	sides(): { readonly local: SyncSide; readonly remote: SyncSide } {
		const side = (which: 'local' | 'remote'): SyncSide => ({
			endpoint: this[which],
			folder: this.made[which]?.folder ?? '/',
			nameProblem: () => null,
			blocks: () => false,
			...this.made[which]?.side,
		});
		return { local: side('local'), remote: side('remote') };
	}

	private run(order: Order): RunContext {
		const sleep = async (ms: number): Promise<void> => this.pass(ms);
		const hint = (text: string): void => void this.hints.push(text);
		return testRun({ now: () => this.now, sleep, hint, ...order.run });
	}

	private endpoint(which: 'local' | 'remote', crash: CrashSwitch): MemoryEndpoint {
		return new MemoryEndpoint(this.trees[which], {
			name: which === 'local' ? 'the local folder' : 'ftp.example.com',
			now: () => this.now,
			random: seededRandom(which === 'local' ? 11 : 12),
			crash,
			...this.made[which]?.settings,
		});
	}
}
