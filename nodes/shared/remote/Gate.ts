/** Lets one piece of work keep the right of way while others wait for their turn. */
export class Gate {
	private open: Promise<void> = Promise.resolve();

	/** Waits until nobody holds the gate. */
	async pass(): Promise<void> {
		await this.open;
	}

	/** Keeps everybody else waiting until the returned function is called; calling it twice is harmless. */
	hold(): () => void {
		let release: () => void = () => undefined;
		const previous = this.open;
		const held = new Promise<void>((resolve) => (release = resolve));
		this.open = previous.then(async () => await held);
		return release;
	}
}
