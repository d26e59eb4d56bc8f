/**
 * What went wrong, as one word of a closed list, and whether trying the same again can help.
 * The table is the only place that knows; nobody reads it out of a text.
 */
export const retryableByCategory = {
	dns: true,
	unreachable: true,
	connectionLost: true,
	timeout: true,
	dataChannel: true,
	auth: false,
	tooManyConnections: true,
	tlsRequired: false,
	tlsUnsupported: false,
	tlsHandshake: false,
	certificate: false,
	notFound: false,
	permission: false,
	alreadyExists: false,
	notEmpty: false,
	quota: false,
	integrity: true,
	unsupported: false,
	protocol: false,
	invalidInput: false,
	guard: false,
	cancelled: false,
} as const satisfies Record<string, boolean>;

/** One of the closed list of causes that every error of this package names. */
export type Category = keyof typeof retryableByCategory;

/** Where in the life of a connection or a transfer it happened. */
export type Stage =
	| 'resolve'
	| 'connect'
	| 'greeting'
	| 'tls'
	| 'certificate'
	| 'login'
	| 'command'
	| 'passive'
	| 'data'
	| 'listing'
	| 'verify'
	| 'local';
