import type { Lab } from './Lab';

/** One thing that must hold in a real n8n. */
export interface Check {
	/** A sentence about the product. */
	readonly title: string;
	/** Gives what was seen, in a few words. @throws when it does not hold */
	readonly run: (lab: Lab) => Promise<string>;
	/** How long it may take, 120 s unless told otherwise. */
	readonly seconds?: number;
}
