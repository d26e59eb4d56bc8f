import { basename, dirname, join } from 'node:path';
import type { IExecuteFunctions } from 'n8n-workflow';
import { codeOf, diskError } from '../local/diskError';
import type { LocalAccess, PinnedFolder } from '../local/LocalAccess';
import { RemoteError } from '../model/RemoteError';
import { printable } from '../model/RemotePath';
import { blockedPaths } from './blockedPaths';

/** What n8n gives nodes to ask whether they may touch a path of the disk. */
export type FileRules = Pick<IExecuteFunctions['helpers'], 'resolvePath' | 'isFilePathBlocked'> & {
	/** In n8n 1.123.81 and 2.41.1, not in 2.11.1. */
	readonly pinDirectory?: (
		folder: string,
		options: { readonly create: boolean },
	) => Promise<PinnedFolder | null>;
};

type Resolved = Parameters<FileRules['isFilePathBlocked']>[0];

/** n8n's own rules for the disk, in the form that the local room asks them. */
export function localAccess(rules: FileRules): LocalAccess {
	// The brand of n8n says "holds no links": the local room asks for such paths only.
	const isBlocked = blockedPaths(
		(path) => rules.isFilePathBlocked(path as Resolved),
		() => performance.now(),
	);
	return {
		isBlocked,
		check: async (path) => {
			const resolved = await resolve(rules, path);
			if (isBlocked(resolved)) throw notAllowed(path, resolved);
			return resolved;
		},
		pin: async (folder) => (await rules.pinDirectory?.(folder, { create: false })) ?? null,
	};
}

/** n8n resolves one missing level only, so what does not exist yet is hung on its nearest existing folder. */
async function resolve(rules: FileRules, path: string): Promise<string> {
	try {
		return await rules.resolvePath(path);
	} catch (error) {
		if (codeOf(error) !== 'ENOENT' || dirname(path) === path)
			throw diskError(error, 'look at', path);
		return join(await resolve(rules, dirname(path)), basename(path));
	}
}

function notAllowed(path: string, resolved: string): RemoteError {
	const shown = `"${printable(path)}"${path === resolved ? '' : ` (which is "${printable(resolved)}")`}`;
	return new RemoteError({
		category: 'permission',
		stage: 'local',
		message: `n8n does not allow access to the local folder ${shown}`,
		description:
			'Name its folder in the environment variable N8N_RESTRICT_FILE_ACCESS_TO (several are separated by ";") and restart n8n, or use a folder that is allowed: where the variable is not set, n8n 2.x allows only ~/.n8n-files. Folders of n8n itself, and .git, stay forbidden.',
		path,
	});
}
