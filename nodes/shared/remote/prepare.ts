import { detectEncoding } from '../listing/NameCodec';
import { joinPath } from '../model/RemotePath';
import { isDone, isSuperfluous } from './Reply';
import { parseFeatures } from './ServerProfile';
import type { Session } from './Session';

const at = (verb: string) => ({ stage: 'login', verb }) as const;

/**
 * What a fresh login needs before work: protected data connections, binary transfers, UTF-8, and, once for a kind of
 * connection, FEAT and the folder that paths are relative to.
 * @throws RemoteError `tlsUnsupported` when PROT P is refused: never a silent clear data channel
 */
export async function prepare(session: Session): Promise<void> {
	const { profile } = session;
	const first = profile.root === null;
	const lines = session.secured ? ['PBSZ 0', 'PROT P'] : [];
	if (profile.features === null) lines.push('FEAT');
	lines.push('TYPE I');
	if (!first && wantsUtf8(session)) lines.push('OPTS UTF8 ON');
	const replies = await session.flight(lines, at('TYPE'));
	for (const [index, reply] of replies.entries()) {
		const line = lines[index];
		// Some servers do not know PBSZ and accept PROT all the same.
		if (line === 'PROT P' && !isDone(reply)) {
			throw session.error({
				category: 'tlsUnsupported',
				stage: 'tls',
				what: 'PROT',
				ftpCode: reply.code,
				ftpReply: session.readable(reply.text),
			});
		}
		if (line === 'FEAT') profile.features = isDone(reply) ? parseFeatures(reply.text) : new Map();
		if (line === 'TYPE I' && !isDone(reply) && !isSuperfluous(reply))
			throw session.refusal(reply, at('TYPE'));
	}
	if (first) await prepareFirst(session);
}

async function prepareFirst(session: Session): Promise<void> {
	const { profile, settings } = session;
	if (profile.encoding === 'auto' && profile.features?.has('UTF8')) profile.encoding = 'utf8';
	// Before paths go out: the Root Folder may have a name beyond ASCII.
	const utf8 = wantsUtf8(session) ? ['OPTS UTF8 ON'] : [];
	if (settings.rootFolder.startsWith('/')) {
		if (utf8.length > 0) await session.flight(utf8, at('OPTS'));
		profile.root = settings.rootFolder;
		return;
	}
	const reply = (await session.flight([...utf8, 'PWD'], at('PWD'))).at(-1);
	if (!reply) throw session.failure(new Error('no reply'), at('PWD'));
	// The login's folder is the first name that the server shows.
	if (profile.encoding === 'auto') profile.encoding = detectEncoding([reply.text]) ?? 'auto';
	const home = isDone(reply) ? (quotedFolder(session.readable(reply.text)) ?? '/') : '/';
	const folder = home.replace(/(?<=.)\/+$/, '');
	// Always from the server's root: sessions do not stay in the folder that they land in.
	profile.root = settings.rootFolder === '' ? folder : joinPath(folder, settings.rootFolder);
}

function wantsUtf8({ profile }: Session): boolean {
	return profile.encoding === 'utf8' && profile.features?.has('UTF8') === true;
}

/**
 * The folder in a 257 reply; a quote in its name is doubled (RFC 959 appendix II). Without quotes only where it is plain
 * where the name ends: taking the server's root in its place would put files where nobody looks for them.
 */
export function quotedFolder(text: string): string | null {
	const quoted = /"((?:[^"]|"")*)"/.exec(text)?.[1]?.replaceAll('""', '"');
	const folder = quoted ?? /^257[ -](\/\S*)(?: is .*)?$/i.exec(text.trimEnd())?.[1];
	return folder?.startsWith('/') ? folder : null;
}
