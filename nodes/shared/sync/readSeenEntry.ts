import type { Entry } from '../model/Entry';
import { isOwnPath } from '../model/ownNames';
import { folderOf, isWithin, nameOf, parsePath, relativeTo } from '../model/RemotePath';
import { notAPlan } from './notAPlan';
import { isRecord } from './stateLines';

const precisions = ['second', 'minute', 'day'] as const;

/** What an item says was seen on a side; null for nothing. @throws RemoteError `invalidInput` */
export function readSeenEntry(value: unknown, folder: string): Entry | null {
	if (value === null || value === undefined) return null;
	if (!isRecord(value)) throw notAPlan('what was seen of a path is not an object');
	const { type, size, modifiedAt, modifiedPrecision } = value;
	const path = parsePath(value.path);
	if (!isWithin(path, folder)) throw notAPlan(`${path} is not in ${folder}`);
	if (isOwnPath(relativeTo(folder, path))) throw notAPlan(`${path} takes no part in any sync`);
	if (type !== 'file' && type !== 'folder' && type !== 'link')
		throw notAPlan(`${path} has no type`);
	return {
		name: nameOf(path),
		path,
		folder: folderOf(path),
		type,
		size: typeof size === 'number' ? size : null,
		modifiedAt: typeof modifiedAt === 'string' ? modifiedAt : null,
		modifiedPrecision: precisions.find((one) => one === modifiedPrecision) ?? 'none',
		permissions: null,
		owner: null,
		group: null,
		linkTarget: null,
	};
}
