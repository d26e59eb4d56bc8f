/**
 * What can be wrong with a certificate. `chainIncomplete`: the server leaves out the intermediate of a public
 * authority · `issuerExpired`: not its own dates, but those of a certificate above it.
 */
export type CertificateProblem =
	| 'expired'
	| 'notYetValid'
	| 'issuerExpired'
	| 'revoked'
	| 'selfSigned'
	| 'unknownCa'
	| 'chainIncomplete'
	| 'nameMismatch'
	| 'weak'
	| 'wrongPurpose'
	| 'pinMismatch'
	| 'other';

/** Node's form `{ CN: …, O: … }`, or a text. */
export type DistinguishedName =
	string | { readonly [key: string]: string | readonly string[] | undefined };

/** One certificate above the server's own, as plain values. */
export interface IssuerFacts {
	readonly subject: DistinguishedName;
	readonly issuer: DistinguishedName;
	readonly fingerprint256: string;
	readonly valid_to: string;
}

/** Plain values of a certificate that was seen; the names are those of Node's `PeerCertificate` where they exist. */
export interface CertificateFacts {
	readonly subject: DistinguishedName;
	readonly issuer: DistinguishedName;
	/** `DNS:ftp.example.com, IP Address:192.0.2.1`. */
	readonly subjectAltName?: string;
	readonly valid_from: string;
	readonly valid_to: string;
	readonly fingerprint256: string;
	/** From the server's own issuer upwards; without the server's certificate and without a repeated root. */
	readonly issuerChain: readonly IssuerFacts[];
	/** OpenSSL's or Node's code, for example `CERT_HAS_EXPIRED`; null when the chain is trusted. */
	readonly authorizationError: string | null;
	/** Whether the certificate is for `expectedName`; decided by the caller (`tls.checkServerIdentity`). */
	readonly nameMatches: boolean;
	readonly expectedName: string;
	/** Milliseconds since 1970. */
	readonly now: number;
	/** Accepted SHA-256 fingerprints in any spelling; empty = none asked for. */
	readonly pins: readonly string[];
}

/** One certificate above the server's own, as a person reads it. */
export interface ChainLink {
	readonly subject: string;
	readonly issuer: string;
	readonly fingerprint256: string;
	readonly validTo: string;
}

/** A certificate as a person reads it; times are ISO 8601 UTC. */
export interface CertificateReport {
	readonly subject: string;
	readonly issuer: string;
	readonly names: readonly string[];
	readonly validFrom: string;
	readonly validTo: string;
	/** Whole days until it expires, negative afterwards. */
	readonly daysLeft: number;
	/** SHA-256, upper case, with colons. */
	readonly fingerprint256: string;
	readonly chain: readonly ChainLink[];
	/** The most important first. */
	readonly problems: readonly CertificateProblem[];
	/** Whether it is one of the pinned ones; false without pins. */
	readonly pinMatches: boolean;
}

const dayMs = 86_400_000;

/** Makes the report of a certificate from plain values. */
export function certificateReport(facts: CertificateFacts): CertificateReport {
	const pinMatches = facts.pins.some((pin) => hex(pin) === hex(facts.fingerprint256));
	return {
		subject: nameText(facts.subject),
		issuer: nameText(facts.issuer),
		names: certificateNames(facts),
		validFrom: isoTime(facts.valid_from),
		validTo: isoTime(facts.valid_to),
		daysLeft: Math.floor((Date.parse(facts.valid_to) - facts.now) / dayMs),
		fingerprint256: colons(facts.fingerprint256),
		chain: facts.issuerChain.map((link) => ({
			subject: nameText(link.subject),
			issuer: nameText(link.issuer),
			fingerprint256: colons(link.fingerprint256),
			validTo: isoTime(link.valid_to),
		})),
		problems: problemsOf(facts, pinMatches),
		pinMatches,
	};
}

/**
 * Dates first: they are wrong whoever signed. Then who signed, then for whom; a pin last, because it is
 * a decision of this side.
 */
function problemsOf(facts: CertificateFacts, pinMatches: boolean): CertificateProblem[] {
	const expired = Date.parse(facts.valid_to) < facts.now;
	const early = Date.parse(facts.valid_from) > facts.now;
	const problems: CertificateProblem[] = [];
	if (expired) problems.push('expired');
	if (early) problems.push('notYetValid');
	const trust = trustProblem(facts, expired || early);
	if (trust !== null) problems.push(trust);
	if (!facts.nameMatches) problems.push('nameMismatch');
	if (facts.pins.length > 0 && !pinMatches) problems.push('pinMismatch');
	return problems;
}

/** OpenSSL reports one code only, the last that it met, so a date may hide a self-signed certificate. */
function trustProblem(facts: CertificateFacts, datesWrong: boolean): CertificateProblem | null {
	const code = facts.authorizationError;
	if (code === null || code === 'ERR_TLS_CERT_ALTNAME_INVALID') return null;
	if (isSelfSigned(facts)) return 'selfSigned';
	switch (code) {
		case 'DEPTH_ZERO_SELF_SIGNED_CERT':
			return 'selfSigned';
		case 'CERT_HAS_EXPIRED':
		case 'CERT_NOT_YET_VALID':
			return datesWrong ? null : 'issuerExpired';
		case 'CERT_REVOKED':
			return 'revoked';
		case 'SELF_SIGNED_CERT_IN_CHAIN':
		case 'CERT_UNTRUSTED':
		case 'CERT_REJECTED':
		case 'CERT_SIGNATURE_FAILURE':
			return 'unknownCa';
		case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
		case 'UNABLE_TO_GET_ISSUER_CERT':
		case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
			return leavesOutIntermediate(facts) ? 'chainIncomplete' : 'unknownCa';
		case 'INVALID_PURPOSE':
		case 'INVALID_CA':
		case 'PATH_LENGTH_EXCEEDED':
			return 'wrongPurpose';
		default:
			return /TOO_(SMALL|WEAK)|WEAK/.test(code) ? 'weak' : 'other';
	}
}

function isSelfSigned(facts: CertificateFacts): boolean {
	const above = facts.issuerChain.filter(
		(link) => hex(link.fingerprint256) !== hex(facts.fingerprint256),
	);
	return above.length === 0 && nameText(facts.subject) === nameText(facts.issuer);
}

/** A lone certificate that a public authority's intermediate signed: the chain is missing, not the trust. */
function leavesOutIntermediate(facts: CertificateFacts): boolean {
	return (
		facts.issuerChain.length === 0 &&
		/let's encrypt|digicert|sectigo|comodo|usertrust|globalsign|godaddy|starfield|amazon|entrust|geotrust|rapidssl|thawte|zerossl|google trust|certum|ssl\.com|buypass|quovadis|swisssign|telesec|actalis|identrust|harica|gandi|microsoft (azure|corporation)/i.test(
			nameText(facts.issuer),
		)
	);
}

/** The names it is for: the alternative names, or the common name of certificates that have none. */
function certificateNames(facts: CertificateFacts): string[] {
	const names = splitAltNames(facts.subjectAltName ?? '').flatMap((entry) => {
		const match = /^(DNS|IP Address):(.*)$/s.exec(entry);
		return match?.[2] === undefined ? [] : [unquoted(match[2])];
	});
	if (names.length > 0 || typeof facts.subject === 'string') return names;
	const common = facts.subject['CN'];
	return common === undefined ? [] : typeof common === 'string' ? [common] : [...common];
}

/** Node puts names with commas or quotes between quotes (CVE-2021-44532). */
function splitAltNames(text: string): string[] {
	return (text.match(/(?:"(?:[^"\\]|\\.)*"|[^,"])+/g) ?? []).map((entry) => entry.trim());
}

function unquoted(text: string): string {
	return text.startsWith('"') ? text.slice(1, -1).replace(/\\(.)/g, '$1') : text;
}

function nameText(name: DistinguishedName): string {
	if (typeof name === 'string') return name.trim().replace(/\n/g, ', ');
	return Object.entries(name)
		.flatMap(([key, value]) =>
			value === undefined
				? []
				: (typeof value === 'string' ? [value] : value).map((one) => `${key}=${one}`),
		)
		.join(', ');
}

function isoTime(text: string): string {
	const time = Date.parse(text);
	return Number.isNaN(time) ? text : new Date(time).toISOString();
}

function hex(fingerprint: string): string {
	return fingerprint.replace(/[^0-9a-f]/gi, '').toLowerCase();
}

function colons(fingerprint: string): string {
	return (hex(fingerprint).toUpperCase().match(/../g) ?? []).join(':');
}
