import { measureOffset } from '../listing/clockOffset';
import { offsetAt } from '../listing/ServerClock';
import type { Session } from '../remote/Session';
import { listingCommand } from './openListing';
import type { Passed } from './StageRecorder';

/**
 * What the times in listings mean: the zone that comparing LIST with MDTM has shown, and how wrong the clock is where a
 * file written a moment ago told (FTP has no command that asks for the time).
 * @param skewSeconds the server's clock is ahead by this; null when nothing was written
 */
export function checkClock(session: Session, now: number, skewSeconds: number | null): Passed {
	const listedZoneMinutes = zoneOf(session, now);
	const known = listedZoneMinutes !== null || skewSeconds !== null;
	const clockOffsetSeconds = known ? (listedZoneMinutes ?? 0) * 60 + (skewSeconds ?? 0) : null;
	return {
		seen: { stage: 'clock', offsetSeconds: skewSeconds, listedZoneMinutes },
		facts: { clockOffsetSeconds },
		more: { listedZoneMinutes, clockSkewSeconds: skewSeconds },
	};
}

function zoneOf(session: Session, now: number): number | null {
	const { clock, clockPairs } = session.profile;
	// RFC 3659 section 2.3: times of MLSD are UTC.
	if (listingCommand(session) === 'MLSD') return 0;
	if (clockPairs === null) return offsetAt(clock, now);
	return measureOffset(clockPairs)?.offsetMinutes ?? null;
}
