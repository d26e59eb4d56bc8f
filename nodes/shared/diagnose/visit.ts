import type { RunContext } from '../model/RunContext';
import type { ConnectFacts } from '../remote/ConnectObserver';
import type { Session } from '../remote/Session';
import type { RemoteSettings } from '../remote/settings';
import { checkClock } from './checkClock';
import { checkData } from './checkData';
import { checkFolder } from './checkFolder';
import { checkListing } from './checkListing';
import { countConnections } from './countConnections';
import type { DiagnoseOptions } from './DiagnoseOptions';
import type { ProbeFiles } from './ProbeFiles';
import { probeWriting } from './probeWriting';
import type { StageRecorder } from './StageRecorder';
import { watchConnecting } from './watchConnecting';

/** What a visit leaves for whoever goes on. */
export interface Visited {
	readonly facts: ConnectFacts;
	/** Asking by EPSV led nowhere, before any data connection had worked. */
	readonly epsvFailed: boolean;
}

/** A second visit, with PASV in place of EPSV. */
export interface Again {
	readonly passive: 'PASV';
	/** What the first visit has shown of EPSV. */
	readonly ofEpsv: string;
}

/**
 * Goes through all stages on one connection of its own. What fails is recorded, and what depends on it left out.
 * @throws RemoteError for what says nothing about the server; the signal's reason when the run is stopped
 */
export async function visit(
	settings: RemoteSettings,
	run: RunContext,
	recorder: StageRecorder,
	files: ProbeFiles,
	options: DiagnoseOptions,
	again?: Again,
): Promise<Visited> {
	const connection = { signal: run.signal, passive: again?.passive };
	const { facts, result } = await watchConnecting(
		settings,
		recorder,
		connection,
		async (session) => {
			await inside(session, run, recorder, files, options, again);
			if (options.countConnections && session.usable)
				await recorder.check(
					'connections',
					async () => await countConnections(session, run.signal),
				);
			const { profile } = session;
			return { epsvFailed: !profile.passiveProven && profile.passive === 'PASV' };
		},
	);
	run.signal.throwIfAborted();
	return { facts, epsvFailed: result?.epsvFailed ?? false };
}

async function inside(
	session: Session,
	run: RunContext,
	recorder: StageRecorder,
	files: ProbeFiles,
	{ writeProbe }: DiagnoseOptions,
	again: Again | undefined,
): Promise<void> {
	if (!(await recorder.check('folder', async () => await checkFolder(session)))) return;
	const data = await recorder.check('dataChannel', async () => await checkData(session, again));
	if (!data) return;
	const listing = await recorder.check(
		'listing',
		async () => await checkListing(session, data.opened),
	);
	const written =
		writeProbe && session.usable
			? await recorder.check('write', async () => await probeWriting(session, files, run.now))
			: undefined;
	if (!listing) return;
	await recorder.check('clock', async () =>
		checkClock(session, run.now(), written?.skewSeconds ?? null),
	);
}
