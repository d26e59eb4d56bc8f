import type { IPollFunctions } from 'n8n-workflow';
import type { Endpoint } from '../model/Endpoint';
import type { RunContext } from '../model/RunContext';
import { openRemote } from '../remote/openRemote';
import { settingsOf } from './remoteAccess';
import { asideContext } from './runContext';

/** What a poll needs of the remote side. */
export interface PollAccess {
	readonly run: RunContext;
	/** Reads the credential and gives the server under its Root Folder; connections are made when they are needed. */
	readonly open: () => Promise<OpenServer>;
}

/** A server, and which one it is. */
export interface OpenServer {
	readonly endpoint: Endpoint;
	/** Names server, login and Root Folder, without a secret: what is remembered of one is not true of another. */
	readonly id: string;
}

/** The remote side of one poll of a trigger. Nothing is read and nobody is asked before `open`. */
export function pollAccess(context: IPollFunctions): PollAccess {
	const run = asideContext(context, context.getNode().name);
	return {
		run,
		open: async () => {
			const settings = await settingsOf(context);
			const { host, port, user, rootFolder } = settings;
			const id = JSON.stringify([host, port, user === '' ? 'anonymous' : user, rootFolder]);
			return { endpoint: openRemote(settings, run), id };
		},
	};
}
