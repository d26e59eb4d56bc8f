import type { Session } from '../Session';

/** Resolves when the control connection is gone: what a server that has fallen silent waits for. */
export function untilClosed(session: Session): Promise<void> {
	return new Promise((resolve) => {
		if (session.closed.aborted) return resolve();
		session.closed.addEventListener('abort', () => resolve(), { once: true });
	});
}
