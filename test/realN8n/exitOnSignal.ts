/**
 * Ends this process, and with it all programs that it started, when somebody stops it: signals alone skip `exit` handlers.
 * Gives what takes that back.
 */
export function exitOnSignal(): () => void {
	const numbers = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;
	const undo = Object.entries(numbers).map(([signal, number]) => {
		const exit = () => {
			console.error(`\nStopped by ${signal}`);
			process.exit(128 + number);
		};
		process.once(signal, exit);
		return () => process.removeListener(signal, exit);
	});
	return () => undo.forEach((take) => take());
}
