import { explainMissing } from '../remote/explainMissing';
import { isDone } from '../remote/Reply';
import type { Session } from '../remote/Session';
import type { Passed } from './StageRecorder';

/** Enters the Root Folder. @throws RemoteError `notFound`, `permission` */
export async function checkFolder(session: Session): Promise<Passed> {
	const about = { stage: 'listing', path: '/', verb: 'CWD' } as const;
	const reply = await session.ask(`CWD ${session.wire('/')}`, about);
	if (!isDone(reply)) throw await explainMissing(session, '/', 'list', reply);
	const absolute = session.profile.root ?? '/';
	const { rootFolder } = session.settings;
	return { seen: { stage: 'folder', rootFolder, absolute }, facts: { rootFolder: absolute } };
}
