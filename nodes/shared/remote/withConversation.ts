import { RemoteError } from '../model/RemoteError';
import type { ProtocolLog } from './ProtocolLog';
import type { RemoteSettings } from './settings';

/** Lines that an error or n8n's log shows: a transfer and what led to it. */
export const shownLines = 20;

/** What was thrown, with the last lines of the conversation where the credential asks for them. */
export function withConversation(
	thrown: unknown,
	protocol: ProtocolLog | undefined,
	settings: Pick<RemoteSettings, 'protocolLog'>,
): unknown {
	const wanted = settings.protocolLog && protocol !== undefined;
	if (!wanted || !(thrown instanceof RemoteError) || thrown.protocolLog !== undefined)
		return thrown;
	return thrown.with({ protocolLog: protocol.last(shownLines) });
}
