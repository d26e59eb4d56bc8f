import type { Category, Stage } from '../model/category';

/** What every piece of evidence may tell. Texts must be free of secrets already (`maskSecrets`). */
export interface Seen<C extends Category> {
	readonly category: C;
	readonly stage: Stage;
	/** As the credential says. */
	readonly host?: string;
	readonly port?: number;
	readonly user?: string;
	/** Relative to the Root Folder. */
	readonly path?: string | null;
	readonly ftpCode?: number | null;
	/** The server's reply as it came, decoded, with or without its digits. */
	readonly ftpReply?: string | null;
	/** How many times it was tried in all. */
	readonly attempts?: number;
}
