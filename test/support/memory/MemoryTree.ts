import { folderOf, joinPath, nameOf } from '../../../nodes/shared/model/RemotePath';

export interface MemoryFile {
	readonly type: 'file';
	readonly content: Buffer;
	/** Milliseconds since 1970, by the clock of this side. */
	readonly modified: number;
	readonly permissions: string | null;
}
export interface MemoryLink {
	readonly type: 'link';
	/** Absolute, or relative to the folder that holds the link. */
	readonly target: string;
	readonly modified: number;
}
export interface MemoryFolder {
	readonly type: 'folder';
	/** By folded name. */
	readonly children: Map<string, { readonly name: string; readonly node: MemoryNode }>;
	readonly modified: number;
}
export type MemoryNode = MemoryFile | MemoryLink | MemoryFolder;

/** How a file system treats names. */
export interface NameRules {
	/** `a` and `A` are one name. */
	readonly foldsCase: boolean;
	/** Composed and decomposed letters are one name. */
	readonly foldsUnicode: boolean;
	/** The form in which names are kept and listed. */
	readonly stores: 'asGiven' | 'NFC' | 'NFD';
}

/** A file system in memory: nodes by path, links followed on the way. Knows no faults, clocks or rights. */
export class MemoryTree {
	readonly root: MemoryFolder = { type: 'folder', children: new Map(), modified: 0 };
	readonly #rules: NameRules;

	constructor(rules: Partial<NameRules> = {}) {
		this.#rules = { foldsCase: false, foldsUnicode: false, stores: 'asGiven', ...rules };
	}

	/** What stands at the path itself: a link as a link. */
	at(path: string): MemoryNode | undefined {
		if (path === '/') return this.root;
		return this.#holder(path)?.children.get(this.#fold(nameOf(path)))?.node;
	}

	/** What stands at the path, or where its link leads; undefined for a link that loops or leads nowhere. */
	follow(path: string): MemoryNode | undefined {
		let current = path;
		// Linux gives up after 40 links (path_resolution(7)).
		for (let hops = 0; hops < 40; hops++) {
			const node = this.at(current);
			if (node?.type !== 'link') return node;
			current = resolve(folderOf(current), node.target);
		}
		return undefined;
	}

	/** The folder at the path, links followed. */
	folder(path: string): MemoryFolder | undefined {
		const node = this.follow(path);
		return node?.type === 'folder' ? node : undefined;
	}

	/** Puts a node at a path whose folder exists. `keepName`: an entry that is there keeps the spelling of its name. */
	set(path: string, node: MemoryNode, keepName = false): void {
		const holder = this.#holder(path);
		if (!holder) throw new Error(`No folder for ${path}`);
		const key = this.#fold(nameOf(path));
		const there = holder.children.get(key);
		const name = keepName && there ? there.name : this.#stored(nameOf(path));
		if (there && there.name !== name) holder.children.delete(key);
		holder.children.set(key, { name, node });
	}

	/** Puts a file at a path and makes the folders that it needs. */
	put(path: string, content: string | Buffer, modified = 0): void {
		this.makeFolder(folderOf(path));
		this.set(path, { type: 'file', content: Buffer.from(content), modified, permissions: null });
	}

	/** Makes a folder and those above it. */
	makeFolder(path: string): void {
		let current = '/';
		for (const part of path.split('/').filter(Boolean)) {
			current = joinPath(current, part);
			if (!this.at(current))
				this.set(current, { type: 'folder', children: new Map(), modified: 0 });
		}
	}

	/** Takes away whatever stands at the path, a folder with all in it. */
	delete(path: string): void {
		this.#holder(path)?.children.delete(this.#fold(nameOf(path)));
	}

	/** True when both paths name one entry under the rules of this tree. */
	same(one: string, other: string): boolean {
		return this.#fold(one) === this.#fold(other);
	}

	/** Bytes of all files. */
	bytes(): number {
		let sum = 0;
		const folders: MemoryFolder[] = [this.root];
		for (let folder = folders.pop(); folder; folder = folders.pop()) {
			for (const { node } of folder.children.values()) {
				if (node.type === 'file') sum += node.content.length;
				if (node.type === 'folder') folders.push(node);
			}
		}
		return sum;
	}

	#holder(path: string): MemoryFolder | undefined {
		let folder = this.root;
		const parts = path.split('/').slice(1, -1);
		let walked = '';
		for (const part of parts) {
			walked += `/${part}`;
			const node = folder.children.get(this.#fold(part))?.node;
			const next = node?.type === 'link' ? this.follow(walked) : node;
			if (next?.type !== 'folder') return undefined;
			folder = next;
		}
		return folder;
	}

	#stored(name: string): string {
		return this.#rules.stores === 'asGiven' ? name : name.normalize(this.#rules.stores);
	}

	#fold(name: string): string {
		const form = this.#rules.foldsUnicode ? name.normalize('NFC') : name;
		return this.#rules.foldsCase ? form.toLowerCase() : form;
	}
}

function resolve(folder: string, target: string): string {
	const parts: string[] = [];
	for (const part of (target.startsWith('/') ? target : `${folder}/${target}`).split('/')) {
		if (part === '..') parts.pop();
		else if (part !== '' && part !== '.') parts.push(part);
	}
	return `/${parts.join('/')}`;
}
