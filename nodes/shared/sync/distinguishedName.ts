import { createHash } from 'node:crypto';
import { splitExtension } from '../model/RemotePath';

/** `readme~3f2a1c.txt`: depends on nothing but the name, so that it is found again without a state. */
export function distinguishedName(name: string): string {
	const { base, extension } = splitExtension(name);
	return `${base}~${createHash('sha256').update(name).digest('hex').slice(0, 6)}${extension}`;
}
