import type { Direction, Evidence, PathAction } from '../explain/Evidence';
import { classifyReply, type ReplyMeaning } from '../explain/classifyReply';
import type { Stage } from '../model/category';
import type { RemoteError } from '../model/RemoteError';
import { folderOf } from '../model/RemotePath';
import { isDone, type Reply } from './Reply';
import type { Session } from './Session';

/** What a path was found to be by asking for it; `unknown` where the server answers nothing useful. */
export type Found = 'file' | 'folder' | 'missing' | 'unknown';

/** Commands whose refusal is about a path. */
const verbs: Readonly<Record<PathAction, string>> = {
	list: 'CWD',
	download: 'RETR',
	upload: 'STOR',
	append: 'APPE',
	deleteFile: 'DELE',
	deleteFolder: 'RMD',
	createFolder: 'MKD',
	rename: 'RNTO',
	look: 'MLST',
	change: 'SITE',
};

const directions: Readonly<Partial<Record<PathAction, Direction>>> = {
	list: 'listing',
	download: 'download',
	upload: 'upload',
	append: 'upload',
};

/**
 * Tells apart what one reply code (550, 551, 553, 450, 451) stands for by asking the server about the path, not by its wording.
 * @param toPath the new name, when renaming
 */
export async function explainMissing(
	session: Session,
	path: string,
	action: PathAction,
	reply: Reply,
	toPath?: string,
): Promise<RemoteError> {
	const verb = verbs[action];
	const about = {
		stage: action === 'list' ? 'listing' : 'command',
		path,
		verb,
		direction: directions[action],
	} as const;
	const text = session.readable(reply.text);
	const meaning = classifyReply({
		verb,
		argument: session.readable(session.wire(path)),
		code: reply.code,
		text: text.slice(4),
		stage: about.stage,
	});
	if (meaning.category !== 'ask') return session.refusal(reply, about);
	const facts = {
		stage: about.stage,
		path,
		action,
		ftpCode: reply.code,
		ftpReply: text,
		toPath,
	} as const;
	const found = await causeOf(session, path, action, toPath);
	// What is in a locked folder cannot be seen: the wording knows better than the questions.
	const hidden = found === 'missing' || found === 'parentMissing';
	const cause = hidden && meaning.likely === 'permission' ? 'other' : found;
	const rootFolder = path === '/' ? session.settings.rootFolder : undefined;
	switch (cause) {
		case 'missing':
			return session.error({ category: 'notFound', ...facts, rootFolder });
		case 'parentMissing':
			return session.error({ category: 'notFound', ...facts, parentMissing: true });
		case 'noFolder':
			return session.error({ category: 'notFound', ...facts, type: 'file' });
		case 'fileThere':
		case 'folderThere':
			return session.error({
				category: 'alreadyExists',
				...facts,
				type: cause === 'fileThere' ? 'file' : 'folder',
			});
		case 'other':
		case 'unknown':
			return session.error({
				...facts,
				...evidenceOf(meaning, cause, action, facts.stage, rootFolder),
			});
	}
}

/** What is left when asking has shown no cause (`other`), or nothing useful was answered (`unknown`). */
function evidenceOf(
	meaning: ReplyMeaning,
	cause: 'other' | 'unknown',
	action: PathAction,
	stage: Stage,
	rootFolder: string | undefined,
): Evidence {
	const { likely, fallback, transient } = meaning;
	if (likely === 'quota' || likely === 'tlsRequired') return { category: likely, stage };
	if (likely === 'notEmpty' && action === 'deleteFolder') return { category: likely, stage };
	if (likely !== null && cause === 'unknown') return { category: likely, stage };
	// Pure-FTPd calls every refused rename temporary (451), a read-only disk too.
	if (likely === 'permission' && action === 'rename') return { category: likely, stage };
	// The server calls it temporary, and nothing speaks against that.
	if (transient && fallback === 'connectionLost')
		return { category: fallback, stage, during: 'command' };
	if (transient) {
		const direction = directions[action] ?? 'listing';
		return { category: 'dataChannel', stage: 'data', how: 'replied', mode: 'passive', direction };
	}
	return { category: 'permission', stage, rootFolder };
}

type Cause =
	'missing' | 'noFolder' | 'parentMissing' | 'fileThere' | 'folderThere' | 'other' | 'unknown';

async function causeOf(
	session: Session,
	path: string,
	action: PathAction,
	toPath: string | undefined,
): Promise<Cause> {
	const there = await whatIs(session, path);
	switch (action) {
		case 'list':
			// A folder of that name is not there, a file is.
			if (there === 'file') return 'noFolder';
			return there === 'folder' || (await showsLocked(session, path)) ? 'other' : 'missing';
		case 'deleteFolder':
			return there === 'missing' || there === 'unknown' ? 'missing' : 'other';
		case 'download':
		case 'deleteFile':
		case 'look':
		case 'change':
			return there === 'missing' || there === 'unknown' ? there : 'other';
		case 'upload':
		case 'append':
		case 'createFolder':
			if (there === 'folder') return 'folderThere';
			if (there === 'file' && action === 'createFolder') return 'fileThere';
			return await parentOf(session, path);
		case 'rename': {
			if (there === 'missing') return 'missing';
			if (toPath === undefined) return 'other';
			const target = await whatIs(session, toPath);
			if (target === 'file') return 'fileThere';
			if (target === 'folder') return 'folderThere';
			const parent = await parentOf(session, toPath);
			return parent === 'other' && there === 'unknown' ? 'unknown' : parent;
		}
	}
}

async function parentOf(session: Session, path: string): Promise<Cause> {
	const parent = folderOf(path);
	if (path === '/') return 'other';
	return (await whatIs(session, parent)) === 'folder' ? 'other' : 'parentMissing';
}

/**
 * vsftpd 3.0.3 says of a folder that may not be entered what it says of a missing one. STAT shows its line all the same;
 * it goes over the control connection, where other servers might send a whole folder.
 */
async function showsLocked(session: Session, path: string): Promise<boolean> {
	if (!/vsftpd/i.test(session.profile.greeting)) return false;
	const wire = session.wire(path);
	// From within a folder that was locked meanwhile it shows nothing.
	const lines = ['CWD /', `STAT ${wire}`];
	const reply = (await session.flight(lines, { stage: 'command', path, verb: 'STAT' })).at(-1);
	const name = wire.slice(wire.lastIndexOf('/') + 1);
	return (
		reply !== undefined &&
		isDone(reply) &&
		reply.text.split('\n').some((line) => line.startsWith('d') && line.endsWith(` ${name}`))
	);
}

/** Asks what a path is: MLST where it is offered, else SIZE answers for files, CWD for folders; both refused is "not there". */
export async function whatIs(session: Session, path: string): Promise<Found> {
	const told = await askMlst(session, path);
	if (told !== null) return told;
	const wire = session.wire(path);
	const about = { stage: 'command', path, verb: 'SIZE' } as const;
	const [size, cwd] = await session.flight([`SIZE ${wire}`, `CWD ${wire}`], about);
	if (cwd && isDone(cwd)) return 'folder';
	if (size && isDone(size)) return 'file';
	const sizeUnknown = size === undefined || size.code === 500 || size.code === 502;
	return sizeUnknown ? 'unknown' : 'missing';
}

/** What MLST says, null where it is not offered or tells neither. Pure-FTPd makes each refused CWD wait longer, up to seconds. */
async function askMlst(session: Session, path: string): Promise<Found | null> {
	const { features, unknown } = session.profile;
	if (features?.has('MLST') !== true || unknown.has('MLST')) return null;
	const about = { stage: 'command', path, verb: 'MLST' } as const;
	const reply = await session.ask(`MLST ${session.wire(path)}`, about);
	if (!isDone(reply)) return reply.code === 550 ? 'missing' : null;
	// The lines around the one with the facts may show the path, and any text may stand in that.
	const facts = /^[^\n]*\n\s*(?:250-)?\s*([^ \n]*=[^ \n]*)/.exec(reply.text)?.[1] ?? '';
	const type = /(?:^|;)type=(file|[cp]?dir)(?:;|$)/i.exec(facts)?.[1]?.toLowerCase();
	return type === undefined ? null : type === 'file' ? 'file' : 'folder';
}
