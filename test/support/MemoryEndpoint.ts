import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type {
	Abilities,
	ByteSource,
	Endpoint,
	Expected,
	MoveOptions,
	ReadOptions,
	ReadResult,
	WriteOptions,
} from '../../nodes/shared/model/Endpoint';
import { entryAt, type Entry, type Precision } from '../../nodes/shared/model/Entry';
import type { Listing } from '../../nodes/shared/model/Listing';
import type { Receipt, Verify } from '../../nodes/shared/model/Receipt';
import { folderOf, isWithin, joinPath } from '../../nodes/shared/model/RemotePath';
import { Crashed } from './memory/CrashSwitch';
import { Faults, type Hit, type Operation } from './memory/Faults';
import { entryOf, fits } from './memory/entryOf';
import { asAnswer, memoryError } from './memory/memoryError';
import { MemoryTree } from './memory/MemoryTree';
import { pieces, receiptOf } from './memory/bytes';
import { memorySettings, type MemorySettings } from './memory/MemorySettings';
import { renameNode } from './memory/renameNode';
import { buildTree, type TreeLiteral } from './memory/treeLiteral';
import { writeFile } from './memory/writeFile';

/** An `Endpoint` over a tree in memory, with every fault that a test may want. */
export class MemoryEndpoint implements Endpoint {
	readonly tree: MemoryTree;
	readonly faults = new Faults();
	/** Every call: `list /in`, `move /a -> /b`, `write /a.txt atomic`. */
	readonly log: string[] = [];
	/** The most calls that were under way at once. */
	peak = 0;
	readonly settings: MemorySettings;
	readonly name: string;
	readonly parallel: number;
	#underWay = 0;

	constructor(tree: MemoryTree | TreeLiteral = {}, settings: Partial<MemorySettings> = {}) {
		this.tree = tree instanceof MemoryTree ? tree : buildTree(tree);
		this.settings = memorySettings(settings);
		this.name = this.settings.name;
		this.parallel = this.settings.parallel;
	}

	/** The calls of one kind, as the log has them. */
	logged(operation: Operation): string[] {
		return this.log.filter((line) => line.startsWith(`${operation} `));
	}

	async abilities(): Promise<Abilities> {
		const { keepsModified, listedPrecision, exactModified, hashes, knownOffsetMs } = this.settings;
		return { keepsModified, listedPrecision, exactModified, hashes, clockOffsetMs: knownOffsetMs };
	}

	list(folder: string): Promise<Listing> {
		return this.#call('list', folder, '', (hit) => {
			const node = this.tree.folder(folder);
			if (!node) throw memoryError('notFound', folder);
			const { listedPrecision } = this.settings;
			const entries = [...node.children.values()].map(({ name, node: child }) =>
				entryOf(joinPath(folder, name), child, listedPrecision),
			);
			return hit.listing({ folder, entries, complete: true, notes: [] });
		});
	}

	find(path: string): Promise<Entry | null> {
		return this.#call('find', path, '', () => this.look(path));
	}

	findMany(paths: readonly string[]): Promise<ReadonlyArray<Entry | null | Error>> {
		return Promise.all(paths.map((path) => this.find(path).catch(asAnswer)));
	}

	createFolder(path: string): Promise<void> {
		return this.#call('createFolder', path, '', () => {
			const there = this.tree.follow(path);
			if (there?.type === 'folder') return;
			if (this.tree.at(path)) throw memoryError('alreadyExists', path);
			if (!this.tree.folder(folderOf(path))) throw memoryError('notFound', folderOf(path));
			this.assertWritable(path);
			this.tree.set(path, { type: 'folder', children: new Map(), modified: this.clock() });
		});
	}

	removeFile(path: string, expected?: Expected): Promise<void> {
		return this.#call('removeFile', path, '', () => {
			const there = this.tree.at(path);
			if (!there) throw memoryError('notFound', path);
			this.assertExpected(path, expected);
			if (there.type === 'folder') throw memoryError('permission', path);
			this.assertWritable(path);
			this.tree.delete(path);
		});
	}

	removeFolder(path: string): Promise<void> {
		return this.#call('removeFolder', path, '', () => {
			const there = this.tree.at(path);
			if (there?.type !== 'folder') throw memoryError('notFound', path);
			if (there.children.size > 0) throw memoryError('notEmpty', path);
			if (path === '/') throw memoryError('permission', path);
			this.assertWritable(path);
			this.tree.delete(path);
		});
	}

	move(from: string, to: string, options: MoveOptions): Promise<Entry> {
		return this.#call('move', from, ` -> ${to}`, (hit) => {
			const node = this.tree.at(from);
			if (!node) throw memoryError('notFound', from);
			if (!this.tree.folder(folderOf(to))) throw memoryError('notFound', folderOf(to));
			if (from !== to && isWithin(to, from)) throw memoryError('permission', to);
			this.assertExpected(from, options.expected);
			this.assertWritable(from);
			this.assertWritable(to);
			const there = this.tree.same(from, to) ? undefined : this.tree.at(to);
			if (there && !options.overwrite) throw memoryError('alreadyExists', to);
			if (there && (there.type === 'folder' || node.type === 'folder'))
				throw memoryError('alreadyExists', to);
			hit.throwAt('midway');
			const entry = entryOf(from, node, this.#exactPrecision());
			renameNode(this.tree, this.settings, from, to);
			return entryAt(entry, to);
		});
	}

	read<T>(
		path: string,
		consume: (body: Readable) => Promise<T>,
		options: ReadOptions,
	): Promise<ReadResult<T>> {
		return this.#call('read', path, '', async (hit) => {
			const node = this.tree.follow(path);
			if (!node) throw memoryError('notFound', path);
			if (node.type !== 'file') throw memoryError('permission', path);
			this.#assertHash(path, options.verify);
			const { expected, offset = 0, maxBytes = Infinity } = options;
			if (expected && !fits(node, expected)) throw memoryError('integrity', path);
			const bytes = node.content.subarray(offset, offset + maxBytes);
			const result = await consume(
				Readable.from(pieces(bytes, hit.error('midway')), { objectMode: false }),
			);
			hit.throwAt('midway');
			const whole = bytes.length === node.content.length;
			const seen = entryOf(path, node, this.#exactPrecision());
			return {
				receipt: receiptOf(bytes, whole, whole ? options.verify : 'off'),
				result,
				entry: seen,
			};
		});
	}

	write(path: string, source: ByteSource, options: WriteOptions): Promise<Receipt> {
		return this.#call('write', path, ` ${options.mode}`, async (hit) => {
			this.#assertHash(path, options.verify);
			const whole = await writeFile(this, path, source, options, hit);
			return receiptOf(whole, options.mode !== 'append', options.verify);
		});
	}

	setModified(path: string, modifiedAt: string): Promise<boolean> {
		return this.#call('setModified', path, ` ${modifiedAt}`, () => {
			const node = this.tree.at(path);
			if (!node) throw memoryError('notFound', path);
			if (!this.settings.keepsModified || node.type !== 'file') return false;
			this.assertWritable(path);
			this.tree.set(path, { ...node, modified: Date.parse(modifiedAt) }, true);
			return true;
		});
	}

	hash(path: string, algorithm: string): Promise<string | null> {
		return this.#call('hash', path, ` ${algorithm}`, () => {
			if (!this.settings.hashes.includes(algorithm)) return null;
			const node = this.tree.follow(path);
			if (node?.type !== 'file') throw memoryError('notFound', path);
			return createHash(algorithm).update(node.content).digest('hex');
		});
	}

	/** The moment, by the clock of this side. */
	clock(): number {
		return this.settings.now() + this.settings.clockOffsetMs;
	}

	/** What `find` answers, without being a call. */
	look(path: string): Entry | null {
		const node = this.tree.at(path);
		return node ? entryOf(path, node, this.#exactPrecision()) : null;
	}

	/** @throws `permission` where nothing may be changed */
	assertWritable(path: string): void {
		const { readOnly } = this.settings;
		if (typeof readOnly === 'boolean' ? readOnly : readOnly(path))
			throw memoryError('permission', path);
	}

	/** @throws `guard` with `data.stale` when the path is not what the caller saw */
	assertExpected(path: string, expected: Expected | undefined): void {
		const node = this.tree.at(path);
		const right =
			expected === undefined ||
			(expected === 'absent' ? !node : node !== undefined && fits(node, expected));
		if (!right) throw memoryError('guard', path, { stale: true });
	}

	#assertHash(path: string, verify: Verify): void {
		if (verify === 'hash' && this.settings.hashes.length === 0)
			throw memoryError('unsupported', path);
	}

	#exactPrecision(): Precision {
		const { exactModified, findTellsTime, listedPrecision } = this.settings;
		if (!findTellsTime) return 'none';
		return exactModified ? 'second' : listedPrecision;
	}

	async #call<T>(
		operation: Operation,
		path: string,
		more: string,
		work: (hit: Hit) => T | Promise<T>,
	): Promise<T> {
		const { crash, latency, signal } = this.settings;
		this.peak = Math.max(this.peak, ++this.#underWay);
		try {
			crash.step();
			this.log.push(`${operation} ${path}${more}`);
			const hit = this.faults.hit(operation, path);
			await latency();
			for (const action of hit.actions) await action();
			if (crash.dead) throw new Crashed();
			if (signal.aborted) throw memoryError('cancelled', path);
			hit.throwAt('before');
			const result = await work(hit);
			if (crash.dead) throw new Crashed();
			hit.throwAt('after');
			return result;
		} finally {
			this.#underWay--;
		}
	}
}
