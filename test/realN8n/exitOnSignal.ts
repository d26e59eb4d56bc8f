/** Ends this process, and with it all programs that it started, when somebody stops it: signals alone skip `exit` handlers. */
export function exitOnSignal(): void {
	const numbers = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;
	for (const [signal, number] of Object.entries(numbers)) {
		process.once(signal, () => process.exit(128 + number));
	}
}
