/** Sends a signal to a process and all that it started; the process must have been spawned `detached`. */
export function killGroup(pid: number | undefined, signal: NodeJS.Signals): void {
	if (pid === undefined) return;
	try {
		process.kill(-pid, signal);
	} catch {
		// The group is empty already.
	}
}
