import type { CandidatePort } from './suggestedSettings';

/** The usual ports of FTP, and the alternate ones that firewalls let through more often. */
export const candidatePorts: readonly CandidatePort[] = [
	{ port: 21, implicit: false },
	{ port: 990, implicit: true },
	{ port: 3021, implicit: false },
	{ port: 3990, implicit: true },
];
