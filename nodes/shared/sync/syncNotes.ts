import { describeNotes } from '../files/describeNotes';
import type { CompareRules } from './compareFiles';
import { offeredAlgorithm } from './hashFile';
import { bothSides, type Both } from './Side';
import type { SideScan } from './SideScan';
import type { SyncSide } from './SyncSide';

/** Sentences about what was odd but fine in a run. */
export function syncNotes(
	sides: Both<SyncSide>,
	scans: Both<SideScan>,
	{ shifts, mode }: Pick<CompareRules, 'shifts' | 'mode'>,
): string[] {
	const notes: string[] = [];
	for (const side of bothSides) {
		const { name } = sides[side].endpoint;
		for (const text of describeNotes(scans[side].tree)) notes.push(`${name}: ${text}`);
		if (shifts[side] !== 0) {
			const minutes = shifts[side] / 60_000;
			notes.push(
				`The times on ${name} have moved by ${minutes > 0 ? '+' : ''}${minutes} minutes. That is its clock or time zone, so nothing was transferred for it`,
			);
		}
	}
	if (mode === 'checksum' && offeredAlgorithm(scans.remote.abilities) === null)
		notes.push(
			`${sides.remote.endpoint.name} computes no hashes, so each remote file was read to compare checksums`,
		);
	return notes;
}
