const longest = 65_536;

/** Cuts what arrives on a control connection into lines, as wire text. Telnet's interrupt and synch marks before ABOR are dropped (RFC 959 section 4.1.3). */
export class CommandLines {
	private rest = '';

	/** The lines that `chunk` completes. @throws when a line grows past 64 KiB */
	push(chunk: Buffer): string[] {
		const lines = (this.rest + chunk.toString('latin1')).split('\n');
		this.rest = lines.pop() ?? '';
		if (this.rest.length > longest) throw new Error('line too long');
		return lines.map((line) => line.replace(/\r$/, '').replace(/^(?:\xff[\xf2\xf4])+|^\xf2/, ''));
	}
}
