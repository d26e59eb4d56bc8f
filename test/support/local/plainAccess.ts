import { constants } from 'node:fs';
import { open, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { LocalAccess } from '../../../nodes/shared/local/LocalAccess';

/** Access rules without n8n: everything is allowed but what `blocks` says. Links are resolved as n8n does. */
export function plainAccess(blocks: (path: string) => boolean = () => false): LocalAccess {
	const check = async (path: string): Promise<string> => {
		try {
			return await realpath(path);
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || dirname(path) === path) throw error;
			return join(await check(dirname(path)), basename(path));
		}
	};
	return { check, isBlocked: blocks, pin: async () => null };
}

/** The same with folders held open, as newer versions of n8n do on Linux. */
export function pinningAccess(blocks?: (path: string) => boolean): LocalAccess {
	const plain = plainAccess(blocks);
	return {
		...plain,
		pin: async (folder) => {
			if ((await plain.check(folder)) !== folder)
				throw Object.assign(new Error('a link on the way'), { code: 'ELOOP' });
			const flags = constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW;
			const handle = await open(folder, flags);
			return {
				resolvePath: (name) => `/proc/self/fd/${handle.fd}/${name}`,
				close: async () => await handle.close(),
			};
		},
	};
}
