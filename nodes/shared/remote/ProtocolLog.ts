import { maskCommand, maskSecrets } from '../explain/maskSecrets';

/** How many lines of the conversation are kept for an error to show. */
const keptLines = 60;

/** The last lines of a control connection, secrets masked, for "what did the server say". */
export class ProtocolLog {
	private readonly lines: string[] = [];

	/** @param secrets texts that must never be shown, whatever line they stand in */
	constructor(private readonly secrets: readonly string[]) {}

	sent(line: string): void {
		this.add(`> ${maskCommand(line)}`);
	}

	received(text: string): void {
		this.add(`< ${text.length > 2000 ? `${text.slice(0, 2000)}…` : text}`);
	}

	/** Oldest first. */
	last(count = keptLines): readonly string[] {
		return this.lines.slice(-count).map((line) => maskSecrets(line, this.secrets));
	}

	private add(line: string) {
		this.lines.push(line);
		if (this.lines.length > keptLines) this.lines.splice(0, this.lines.length - keptLines);
	}
}
