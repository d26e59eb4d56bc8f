import type { CandidatePort } from '../explain/suggestedSettings';

/** What a diagnosis does beside looking. */
export interface DiagnoseOptions {
	/** Look for other settings that work, when no login or no data connection could be had. */
	readonly tryAlternatives: boolean;
	/** Write, read, rename and delete a small file in the Root Folder. */
	readonly writeProbe: boolean;
	/** Open as many connections as the credential allows. */
	readonly countConnections: boolean;
	readonly protocolLog: boolean;
	/** Where to look for the server; default: the four usual ports. */
	readonly ports?: readonly CandidatePort[];
}
