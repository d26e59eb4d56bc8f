import { moveToTrash } from '../files/moveToTrash';
import type { ByteSource, Endpoint } from '../model/Endpoint';
import type { Entry } from '../model/Entry';
import type { Receipt, Verify } from '../model/Receipt';
import { RemoteError } from '../model/RemoteError';
import { folderOf, joinPath, nameOf } from '../model/RemotePath';
import { partName } from '../model/ownNames';
import type { Trash } from '../files/moveToTrash';
import type { Execution } from './Execution';
import { expectedAt } from './expectedAt';
import type { Side } from './Side';

/** A file to be put in its place. */
export interface Placement {
	readonly side: Side;
	readonly path: string;
	/** What stands there, as it was seen. */
	readonly replaces: Entry | null;
	readonly source: ByteSource;
	readonly modifiedAt: string | null;
	/** Called before a temporary name is used. */
	readonly announce: (temporary: string) => Promise<void>;
}

/** Writes a file so that its place holds the old one or the new one, never half of it; an old one goes to the trash if there is one. */
export async function placeFile(placement: Placement, execution: Execution): Promise<Receipt> {
	const { side, path, replaces, source, modifiedAt, announce } = placement;
	const { endpoint } = execution.sides[side];
	// The disk has no hashes to offer, and proves itself by size.
	const verify = side === 'remote' ? execution.verify : 'size';
	const trash = execution.trash?.[side];
	if (trash !== undefined && replaces !== null)
		return await replaceThroughTrash(placement, replaces, trash, verify, execution);
	return await endpoint.write(path, source, {
		mode: 'atomic',
		verify,
		modifiedAt: modifiedAt ?? undefined,
		expected: expectedAt(replaces),
		onTemporary: announce,
	});
}

/** The new file is there and proven before the old one is moved, so that between two renames is all the time that neither has the name. */
async function replaceThroughTrash(
	{ side, path, source, modifiedAt, announce }: Placement,
	replaces: Entry,
	trash: Trash,
	verify: Verify,
	execution: Execution,
): Promise<Receipt> {
	const { endpoint } = execution.sides[side];
	const temporary = joinPath(folderOf(path), partName(nameOf(path), execution.run.random));
	await announce(temporary);
	let trashed: string | null = null;
	try {
		const receipt = await endpoint.write(temporary, source, {
			mode: 'direct',
			verify,
			modifiedAt: modifiedAt ?? undefined,
			expected: 'absent',
		});
		trashed = await moveToTrash(
			...([endpoint, path, trash, execution.folders[side], expectedAt(replaces)] as const),
		);
		await endpoint.move(temporary, path, { overwrite: false });
		return receipt;
	} catch (error) {
		if (trashed !== null) await putBack(endpoint, trashed, path);
		// What cannot be removed now was announced: the next run removes it.
		await endpoint.removeFile(temporary).catch(() => undefined);
		throw namedAfter(error, temporary, path);
	}
}

/** Nobody knows the temporary name: what is told is the file. */
function namedAfter(error: unknown, temporary: string, path: string): unknown {
	if (!(error instanceof RemoteError) || error.path !== temporary) return error;
	return error.with({ path, message: error.message.replaceAll(temporary, path) });
}

/** Best effort: if it fails too, the old file is safe in the trash. */
async function putBack(endpoint: Endpoint, trashed: string, path: string): Promise<void> {
	await endpoint.move(trashed, path, { overwrite: false }).catch(() => undefined);
}
