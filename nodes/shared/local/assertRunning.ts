import { RemoteError } from '../model/RemoteError';

/** @throws RemoteError `cancelled` once the run is stopped */
export function assertRunning(signal: AbortSignal): void {
	if (!signal.aborted) return;
	if (signal.reason instanceof RemoteError) throw signal.reason;
	throw new RemoteError({
		category: 'cancelled',
		stage: 'local',
		message: 'The execution was canceled',
		description: 'What was finished before stays as it is.',
		cause: signal.reason,
	});
}
