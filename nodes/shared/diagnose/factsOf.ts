import type { ConnectionFacts } from './Diagnosis';

const unknown: ConnectionFacts = {
	security: null,
	tlsVersion: null,
	cipher: null,
	certificate: null,
	server: null,
	features: [],
	dataChannel: null,
	listing: null,
	modifiedPrecision: null,
	clockOffsetSeconds: null,
	rootFolder: null,
	entries: null,
	loginMs: null,
	localAddress: null,
};

/** The whole picture of what is known so far. */
export function factsOf(known: Partial<ConnectionFacts>): ConnectionFacts {
	return { ...unknown, ...known };
}
