import { foldName, foldsAll } from '../../../nodes/shared/sync/foldName';
import type { SyncReport } from '../../../nodes/shared/sync/SyncReport';
import type { MemoryNode } from './MemoryTree';
import type { SyncWorld } from './SyncWorld';
import type { Edit } from './worldArbitraries';

/**
 * Does edits; each file gets a content that no other ever has. Before the first run no two sides write the same size:
 * without a state, files of one size and time are the same by rule.
 */
export function applyEdits(world: SyncWorld, all: readonly Edit[]): void {
	const first = world.store.saves === 0;
	for (const { side, kind, path, to, longer, pause } of all) {
		world.pass(pause);
		const tree = world.trees[side];
		const blocked = (target: string) =>
			target
				.split('/')
				.slice(1, -1)
				.some((_, i, parts) => tree.at(`/${parts.slice(0, i + 1).join('/')}`)?.type === 'file');
		if (kind === 'delete') tree.delete(path);
		else if (kind === 'move') {
			const node = tree.at(path);
			if (!node || blocked(to) || tree.at(to) || to.startsWith(`${path}/`)) continue;
			tree.delete(path);
			tree.makeFolder(to.slice(0, to.lastIndexOf('/')) || '/');
			tree.set(to, isUsed(world, to) ? touched(node, world[side].clock()) : node);
			use(world, to);
		} else if (!blocked(path) && tree.at(path)?.type !== 'folder') {
			if (kind === 'makeFolder') {
				if (!tree.at(path)) tree.makeFolder(path);
			} else {
				const text = `${String(++world.written).padStart(6, '0')}${'+'.repeat(longer)}${first && side === 'remote' ? '==' : ''}`;
				world.put(side, path, text);
				use(world, path);
			}
		}
	}
}

/** Names that have stood for a file in a world, on any side, in any spelling. */
const usedPaths = new WeakMap<SyncWorld, Set<string>>();

function use(world: SyncWorld, path: string): void {
	usedPaths.set(world, (usedPaths.get(world) ?? new Set()).add(foldName(path, foldsAll)));
}

function isUsed(world: SyncWorld, path: string): boolean {
	const folded = foldName(path, foldsAll);
	return [...(usedPaths.get(world) ?? [])].some(
		(used) => used === folded || used.startsWith(`${folded}/`) || folded.startsWith(`${used}/`),
	);
}

/**
 * A moved node with a new time: a file that takes the place of another of its size and time looks just like it, and nothing
 * but reading all could show that.
 */
function touched(node: MemoryNode, modified: number): MemoryNode {
	if (node.type !== 'folder') return { ...node, modified };
	const children = new Map(
		[...node.children].map(([key, { name, node: child }]) => [
			key,
			{ name, node: touched(child, modified) },
		]),
	);
	return { ...node, children };
}

/** The contents of all files of a side. */
export function contentsOf(world: SyncWorld, side: 'local' | 'remote'): Map<string, string> {
	const found = new Map<string, string>();
	const collect = (value: object, folder: string): void => {
		for (const [name, child] of Object.entries(value) as Array<[string, string | object]>) {
			if (typeof child === 'string') found.set(`${folder}/${name}`, child);
			else collect(child, `${folder}/${name}`);
		}
	};
	collect(world.dump()[side], '');
	return found;
}

export function allContents(world: SyncWorld): Set<string> {
	return new Set([...contentsOf(world, 'local').values(), ...contentsOf(world, 'remote').values()]);
}

/**
 * Contents that no run may lose: those that were not there before (of both sides, or of the one that counts), and those
 * that both sides hold.
 */
export function preciousContents(
	world: SyncWorld,
	before: ReadonlySet<string>,
	side?: 'local' | 'remote',
): string[] {
	const [local, remote] = [contentsOf(world, 'local'), contentsOf(world, 'remote')];
	const all = side ? new Set(contentsOf(world, side).values()) : allContents(world);
	const onBoth = new Set(
		[...local].filter(([path, text]) => remote.get(path) === text).map(([, text]) => text),
	);
	return [...all].filter((content) => !before.has(content) || onBoth.has(content));
}

/** Items as one line each. */
export function shown(report: SyncReport): string[] {
	return report.items.map(({ action, side, path, reason, status, problem }) =>
		[action, side, path, reason, status, problem?.message].join(' '),
	);
}

/** Items of a plan as one line each: a transfer tells its side by its name. */
export function planned({ items }: SyncReport): string[] {
	return items.map(({ action, side, path, reason, status }) => {
		const where = side === null || action === 'upload' || action === 'download' ? '' : ` ${side}`;
		const odd = status === 'planned' || status === 'done' ? '' : ` ${status}`;
		return `${action}${where} ${path.slice(1)} ${reason}${odd}`;
	});
}
