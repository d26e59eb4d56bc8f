import { toError } from '../explain/explain';
import { hashesOf, newDigest, type Digest, type HashAlgorithm } from './hashes';
import { isDone } from './Reply';
import type { Remote } from './Remote';
import { parseFeatures } from './ServerProfile';
import type { Session } from './Session';

/** What a transfer's bytes are held against: the server's own hash. */
export interface ServerDigest {
	readonly algorithm: HashAlgorithm;
	/** Of the bytes as they went through here. */
	readonly own: Digest;
}

/**
 * The best algorithm of the server, with a digest of our own. Before it is said that there is none, FEAT is read once more:
 * whoever turns hashes on in the server because of that message expects the next try to work.
 * @throws RemoteError `unsupported`, before the transfer
 */
export async function serverDigest(session: Session, path: string): Promise<ServerDigest> {
	const { profile } = session;
	if (hashesOf(profile).length === 0) {
		const reply = await session.ask('FEAT', { stage: 'verify', path, verb: 'FEAT' });
		if (isDone(reply)) profile.features = parseFeatures(reply.text);
	}
	const [algorithm] = hashesOf(profile);
	if (!algorithm) throw noHash(path);
	return { algorithm, own: newDigest(algorithm) };
}

/** The same before a connection is had, which is asked for only where what is known does not do. */
export async function serverDigestOf(remote: Remote, path: string): Promise<ServerDigest> {
	const [algorithm] = hashesOf(remote.profile);
	if (algorithm) return { algorithm, own: newDigest(algorithm) };
	return await remote.use(async (session) => await serverDigest(session, path));
}

/** The server cannot compute a hash, or does not for this file. */
export function noHash(path: string) {
	return toError({
		category: 'unsupported',
		stage: 'verify',
		path,
		command: 'HASH',
		neededFor: 'verify transfers by hash',
		instead: 'Set Verify to "Size", which every server can answer.',
	});
}
