import { measureOffset, pickProbes } from '../listing/clockOffset';
import { detectEncoding } from '../listing/NameCodec';
import { parseListing, parseMlsd, type ParsedListing } from '../listing/parseListing';
import type { ServerClock } from '../listing/ServerClock';
import { parseMdtm } from '../listing/timestamp';
import type { Entry } from '../model/Entry';
import type { Listing } from '../model/Listing';
import { isDone } from './Reply';
import { offers } from './ServerProfile';
import type { Session } from './Session';

/** The text of a listing, one character a byte, and the command that gave it. */
export interface ListingText {
	readonly verb: 'LIST' | 'MLSD';
	readonly text: string;
	readonly folder: string;
}

/** What a listing says as far as the server's clock is known, and files that would tell more of it if MDTM were asked. */
export interface Understood {
	readonly listing: ParsedListing;
	readonly probes: readonly Entry[];
}

/** Parses a listing with what is known of the server's clock and encoding; the first names tell the encoding. */
export function understand(session: Session, listed: ListingText): Understood {
	const { profile } = session;
	if (profile.encoding === 'auto') profile.encoding = detectEncoding([listed.text]) ?? 'auto';
	const listing = parse(session, listed, profile.clock);
	const { clockPairs } = profile;
	if (listed.verb === 'MLSD' || !clockPairs || !offers(profile, 'MDTM'))
		return { listing, probes: [] };
	const asUtc = profile.clock.kind === 'utc' ? listing : parse(session, listed, { kind: 'utc' });
	return { listing, probes: pickProbes(asUtc.entries, clockPairs) };
}

/** As `understand`, the server's clock measured where the listing gives reason to. @throws RemoteError when the connection breaks */
export async function understood(session: Session, listed: ListingText): Promise<Listing> {
	const { listing, probes } = understand(session, listed);
	if (probes.length === 0) return listing;
	await measureClock(session, probes);
	return understand(session, listed).listing;
}

function parse(
	{ codec }: Session,
	{ verb, text, folder }: ListingText,
	clock: ServerClock,
): ParsedListing {
	const decode = (bytes: string) => codec.decode(bytes);
	const context = { folder, now: Date.now(), clock, decode };
	return verb === 'MLSD' ? parseMlsd(text, context) : parseListing(text, context);
}

async function measureClock(session: Session, probes: readonly Entry[]): Promise<void> {
	const { profile } = session;
	const lines = probes.map(({ path }) => `MDTM ${session.wire(path)}`);
	const replies = await session.flight(lines, { stage: 'listing', verb: 'MDTM' });
	for (const [index, reply] of replies.entries()) {
		const listedAsUtc = probes[index];
		const mdtm = isDone(reply) ? parseMdtm(reply.text) : null;
		if (listedAsUtc && mdtm !== null) profile.clockPairs?.push({ listedAsUtc, mdtm });
		if (reply.code === 500 || reply.code === 502) profile.unknown.add('MDTM');
	}
	const measured = measureOffset(profile.clockPairs ?? []);
	if (measured) profile.clock = measured.clock;
}
