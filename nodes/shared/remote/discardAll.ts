import type { Remote } from './Remote';
import type { UploadTarget } from './UploadTarget';

/** A server that was away for a while is back at the end, mostly; what stays there nevertheless is told. */
export async function discardAll(remote: Remote, targets: readonly UploadTarget[]): Promise<void> {
	let reached = true;
	for (const target of targets) {
		reached &&= await target.discard(remote);
		if (!reached)
			remote.run.hint(`An unfinished upload could not be removed from the server: ${target.path}`);
	}
}
