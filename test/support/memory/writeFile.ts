import type { ByteSource, WriteOptions } from '../../../nodes/shared/model/Endpoint';
import { partName } from '../../../nodes/shared/model/ownNames';
import { folderOf, joinPath, nameOf } from '../../../nodes/shared/model/RemotePath';
import type { MemoryEndpoint } from '../MemoryEndpoint';
import { Crashed } from './CrashSwitch';
import type { Hit } from './Faults';
import { memoryError } from './memoryError';
import { renameNode } from './renameNode';

/** Writes a file step by step, so that a crash or fault finds what a real one would find. Gives the bytes that were sent. */
export async function writeFile(
	side: MemoryEndpoint,
	path: string,
	source: ByteSource,
	options: WriteOptions,
	hit: Hit,
): Promise<Buffer> {
	const { tree, settings } = side;
	if (!tree.folder(folderOf(path))) throw memoryError('notFound', folderOf(path));
	if (tree.follow(path)?.type === 'folder') throw memoryError('alreadyExists', path);
	side.assertWritable(path);
	if (options.mode !== 'atomic') side.assertExpected(path, options.expected);

	const atomic = options.mode === 'atomic';
	const target = atomic ? joinPath(folderOf(path), partName(nameOf(path), settings.random)) : path;
	if (atomic) await options.onTemporary?.(target);
	const there = tree.follow(path);
	const before =
		options.mode === 'append' && there?.type === 'file' ? there.content : Buffer.alloc(0);
	const permissions = options.permissions ?? (there?.type === 'file' ? there.permissions : null);
	const store = (content: Buffer, modified: number): void => {
		settings.crash.step();
		const others = tree.bytes() - sizeAt(side, target);
		if (others + content.length > settings.quota) throw memoryError('quota', path);
		tree.set(target, { type: 'file', content, modified, permissions }, true);
	};

	const sent = await readAll(source);
	try {
		store(Buffer.concat([before, sent.subarray(0, Math.floor(sent.length / 2))]), side.clock());
		// A cut connection leaves what had arrived, as nobody is there to clean up.
		hit.throwAt('midway');
		if (source.size !== null && source.size !== sent.length) throw memoryError('integrity', path);
		const kept =
			settings.keepsModified && options.modifiedAt ? Date.parse(options.modifiedAt) : null;
		store(Buffer.concat([before, sent]), kept ?? side.clock());
		if (atomic) {
			settings.crash.step();
			side.assertExpected(path, options.expected);
			if (tree.at(path)?.type === 'folder') throw memoryError('alreadyExists', path);
			renameNode(tree, settings, target, path);
		}
	} catch (error) {
		if (atomic && !(error instanceof Crashed) && error !== hit.error('midway')) tree.delete(target);
		throw error;
	}
	return sent;
}

function sizeAt(side: MemoryEndpoint, path: string): number {
	const node = side.tree.follow(path);
	return node?.type === 'file' ? node.content.length : 0;
}

async function readAll(source: ByteSource): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of await source.open(0)) chunks.push(Buffer.from(chunk as Uint8Array));
	return Buffer.concat(chunks);
}
