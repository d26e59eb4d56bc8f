import { serverName } from '../explain/serverName';
import type { ClockPair } from '../listing/clockOffset';
import type { ServerClock } from '../listing/ServerClock';

/** How data connections are announced; `epsv` until it is seen to fail where PASV works. */
export type PassiveCommand = 'EPSV' | 'PASV';

/**
 * What has been found out about the server behind one pool: asked once, used by every connection.
 * Filled by the first login and by what later commands show; nothing in it is a guess about a single folder.
 */
export interface ServerProfile {
	/** Features of FEAT by upper-case name, with their parameters (RFC 2389); null until asked. */
	features: ReadonlyMap<string, string> | null;
	/** First line of the greeting, decoded. */
	greeting: string;
	/** Answer to SYST where it was asked. */
	system: string;
	/** Absolute folder that paths are relative to, as the server spells it; null until the first login. */
	root: string | null;
	/** Whether the user name alone was enough (230 to USER), so that no PASS may follow in the same flight. */
	passwordAsked: boolean | null;
	/** Commands may be sent before the last reply outside of transfers. */
	pipelines: boolean;
	/** EPSV may be sent in one write with other commands; false for good once it was refused or its port led nowhere. */
	overlaps: boolean;
	passive: PassiveCommand;
	/** A data connection was opened by `passive` at least once. */
	passiveProven: boolean;
	/** Commands that the server was seen not to know (500, 502, 504). */
	readonly unknown: Set<string>;
	/** `LIST -a` shows at least what `LIST` shows: true, false, or null while not seen. */
	listsAll: boolean | null;
	/** Ways of listing that were seen to show the folder itself as `.`. */
	readonly showsSelf: Set<string>;
	/** Encoding of names; `auto` until it is found out. */
	encoding: string;
	/** A rename that the server called done was seen to be done. */
	renames: boolean;
	/** The first command that gave a file a time: MFMT, MDTM or `SITE UTIME`. */
	timeCommand: 'MFMT' | 'MDTM' | 'SITE UTIME' | null;
	/** What the times in LIST mean. */
	clock: ServerClock;
	/** Listed times compared with MDTM so far; null where the credential names the zone. */
	clockPairs: ClockPair[] | null;
}

/** Servers whose tolerance of overlapped commands was measured (vsftpd 3.0.3, ProFTPD 1.3.8, Pure-FTPd 1.0.50). */
const measured = /vsftpd|proftpd|pure-ftpd/i;

/**
 * A profile that knows nothing yet.
 * @param encoding the setting: `auto` or a fixed encoding
 * @param serverTimeZone IANA name; empty = to be measured
 */
export function newProfile(encoding: string, serverTimeZone: string): ServerProfile {
	return {
		features: null,
		greeting: '',
		system: '',
		root: null,
		passwordAsked: null,
		pipelines: false,
		overlaps: false,
		passive: 'EPSV',
		passiveProven: false,
		unknown: new Set(),
		listsAll: null,
		showsSelf: new Set(),
		encoding,
		renames: false,
		timeCommand: null,
		clock: serverTimeZone === '' ? { kind: 'utc' } : { kind: 'zone', name: serverTimeZone },
		clockPairs: serverTimeZone === '' ? [] : null,
	};
}

/** So long what was found out holds without a look. */
const relearnMs = 3_600_000;

/**
 * Forgets what was found out an hour ago: administrators enable MLSD, move home folders and change zones while n8n runs
 * for months. The encoding stays, since names that were read must go back in the same bytes.
 * @param learnedAt of `profile`, by the same clock as `now`
 * @returns when what `profile` holds now was begun to be learned
 */
export function relearn(
	profile: ServerProfile,
	learnedAt: number,
	now: number,
	fresh: ServerProfile,
): number {
	if (now - learnedAt < relearnMs) return learnedAt;
	const { encoding } = profile;
	Object.assign(profile, fresh, { encoding });
	return now;
}

/**
 * Takes the greeting of a new connection into account: overlapping only where it was measured. Where another product
 * greets than before, nothing holds that was found out about the old one (its replacement lacks MLST, say).
 * @param fresh a profile that knows nothing yet
 */
export function recognise(profile: ServerProfile, greeting: string, fresh: ServerProfile): void {
	const known = profile.greeting !== '';
	if (known && serverName(profile.greeting) === serverName(greeting)) return;
	if (known) Object.assign(profile, fresh);
	profile.greeting = greeting;
	profile.pipelines = measured.test(greeting);
	profile.overlaps = profile.pipelines;
	profile.renames = profile.pipelines;
}

/** True when FEAT names the feature, or when FEAT is missing and nobody has seen the command refused. */
export function offers(profile: ServerProfile, feature: string): boolean {
	if (profile.unknown.has(feature)) return false;
	return profile.features === null || profile.features.size === 0 || profile.features.has(feature);
}

/** Parses the lines of a 211 reply to FEAT (RFC 2389 section 3.2). */
export function parseFeatures(text: string): Map<string, string> {
	const features = new Map<string, string>();
	for (const line of text.split('\n').slice(1, -1)) {
		const match = /^(?:211-)?\s*(\S+)\s*(.*)$/.exec(line);
		if (match?.[1]) {
			const name = match[1].toUpperCase();
			// AUTH and REST may stand on several lines; keep them all.
			features.set(name, [features.get(name), match[2]].filter(Boolean).join(';'));
		}
	}
	return features;
}
