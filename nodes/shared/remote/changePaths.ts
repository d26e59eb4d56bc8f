import type { Expected } from '../model/Endpoint';
import type { RemoteError } from '../model/RemoteError';
import { assertKeepsName } from './assertKeepsName';
import { explainMissing, whatIs } from './explainMissing';
import { findPath } from './findPaths';
import { listFolder } from './listFolder';
import { isLostAnswer } from './publish';
import { isDone, type Reply } from './Reply';
import type { Remote } from './Remote';
import { mayHavePassed } from './secondLook';
import type { Session } from './Session';
import { isStale, staleError } from './stale';

const at = (path: string, verb: string) => ({ stage: 'command', path, verb }) as const;

/** Makes one folder; one that is there already is no failure, whatever code says so (521, 550, 553 or 451). @throws RemoteError */
export async function makeFolder(remote: Remote, path: string): Promise<void> {
	let answerLost = false;
	await remote.attempts('MKD', path, async () => {
		await remote.use(async (session) => {
			if (answerLost && (await whatIs(session, path)) === 'folder') return;
			try {
				const first = await makeOnce(session, path);
				if (first === null) return;
				if (!mayHavePassed(first) && !first.retryable) throw first;
				const second = await makeOnce(session, path);
				if (second !== null) throw second;
			} catch (error) {
				answerLost ||= isLostAnswer(error);
				throw error;
			}
		});
	});
}

async function makeOnce(session: Session, path: string): Promise<RemoteError | null> {
	assertKeepsName(session, path);
	const reply = await session.ask(`MKD ${session.wire(path)}`, at(path, 'MKD'));
	if (isDone(reply)) return null;
	const failure = await explainMissing(session, path, 'createFolder', reply);
	const isThere = failure.category === 'alreadyExists' && failure.data?.type !== 'file';
	return isThere ? null : failure;
}

/** Deletes a file or a link as a link. After a lost answer the server is asked for the outcome. @throws RemoteError */
export async function deleteFile(remote: Remote, path: string, expected?: Expected): Promise<void> {
	let answerLost = false;
	await remote.attempts('DELE', path, async () => {
		await remote.use(async (session) => {
			if (answerLost && (await findPath(session, path)) === null) return;
			await refuseStale(session, path, expected);
			try {
				const reply = await session.ask(`DELE ${session.wire(path)}`, at(path, 'DELE'));
				if (!isDone(reply)) throw await explainMissing(session, path, 'deleteFile', reply);
			} catch (error) {
				answerLost ||= isLostAnswer(error);
				throw error;
			}
		});
	});
}

/** Deletes an empty folder. @throws RemoteError `notFound`, `notEmpty`, `permission` */
export async function deleteFolder(remote: Remote, path: string): Promise<void> {
	let answerLost = false;
	await remote.attempts('RMD', path, async () => {
		await remote.use(async (session) => {
			if (answerLost && (await whatIs(session, path)) === 'missing') return;
			try {
				const reply = await session.ask(`RMD ${session.wire(path)}`, at(path, 'RMD'));
				if (!isDone(reply)) throw await whyNotDeleted(session, path, reply);
			} catch (error) {
				answerLost ||= isLostAnswer(error);
				throw error;
			}
		});
	});
}

async function whyNotDeleted(session: Session, path: string, reply: Reply) {
	const failure = await explainMissing(session, path, 'deleteFolder', reply);
	// Some call it temporary (aioftp 0.21: 451 file system error).
	const isOpen = failure.category === 'permission' || (failure.retryable && session.usable);
	if (!isOpen) return failure;
	const { entries } = await listFolder(session, path).catch(() => ({ entries: [] }));
	if (entries.length === 0) return failure;
	return session.error({
		category: 'notEmpty',
		stage: 'command',
		path,
		action: 'deleteFolder',
		ftpCode: reply.code,
		ftpReply: session.readable(reply.text),
	});
}

async function refuseStale(
	session: Session,
	path: string,
	expected: Expected | undefined,
): Promise<void> {
	if (expected === undefined) return;
	const look = await findPath(session, path);
	if (isStale(expected, look)) throw staleError(path, look);
}
