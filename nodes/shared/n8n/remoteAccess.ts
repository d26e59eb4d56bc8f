import type { IExecuteFunctions, ILoadOptionsFunctions, IPollFunctions } from 'n8n-workflow';
import type { Endpoint } from '../model/Endpoint';
import type { RunContext } from '../model/RunContext';
import { openRemote } from '../remote/openRemote';
import type { RemoteSettings } from '../remote/settings';
import type { FieldValues } from './fieldValues';
import { remoteSettings } from './remoteSettings';
import { executionContext } from './runContext';

/** The name under which every node asks for its credential. */
export const credentialName = 'ftpRemoteApi';

/** What the item loop needs of the remote side. */
export interface RemoteAccess {
	readonly run: RunContext;
	/** Reads the credential and gives the server under its Root Folder; connections are made when they are needed. */
	readonly open: () => Promise<Endpoint>;
}

/** The remote side of an execution. Nothing is read and nobody is asked before `open`. */
export function remoteAccess(context: IExecuteFunctions): RemoteAccess {
	const run = executionContext(context);
	return { run, open: async () => openRemote(await settingsOf(context), run) };
}

/** The settings of the credential that a node was given. @throws RemoteError `invalidInput` */
export async function settingsOf(
	context: IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions,
): Promise<RemoteSettings> {
	return remoteSettings(await context.getCredentials<FieldValues>(credentialName));
}
