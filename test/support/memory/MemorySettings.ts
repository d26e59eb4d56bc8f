import type { Precision } from '../../../nodes/shared/model/Entry';
import { CrashSwitch } from './CrashSwitch';
import { seededRandom } from './seededRandom';

/** What a side in memory is like; everything left out is that of a modern, well-behaved server. */
export interface MemorySettings {
	readonly name: string;
	readonly parallel: number;
	/** Milliseconds since 1970, by our own clock. */
	readonly now: () => number;
	readonly random: () => number;
	/** How far the clock of this side is ahead of ours; what it stamps itself carries it. */
	readonly clockOffsetMs: number;
	/** What `abilities` says of the offset, when that is not the truth. */
	readonly knownOffsetMs: number | null;
	readonly listedPrecision: Precision;
	readonly exactModified: boolean;
	/** Whether `find` gives a time at all; false beside `exactModified`: offered and refused. */
	readonly findTellsTime: boolean;
	readonly keepsModified: boolean;
	readonly hashes: readonly string[];
	/** False: a rename over an existing file is refused, so the old one is set aside first. */
	readonly renamesOver: boolean;
	readonly readOnly: boolean | ((path: string) => boolean);
	/** Bytes of all files together. */
	readonly quota: number;
	readonly signal: AbortSignal;
	/** Awaited at the beginning of every call. */
	readonly latency: () => Promise<void>;
	readonly crash: CrashSwitch;
}

/** The settings of a modern, well-behaved server, changed as the test says. */
export function memorySettings(settings: Partial<MemorySettings>): MemorySettings {
	return {
		name: 'memory.example',
		parallel: 4,
		now: () => Date.parse('2026-01-31T12:00:00Z'),
		random: seededRandom(1),
		clockOffsetMs: 0,
		knownOffsetMs: settings.clockOffsetMs ?? 0,
		listedPrecision: 'second',
		exactModified: true,
		findTellsTime: true,
		keepsModified: true,
		hashes: [],
		renamesOver: true,
		readOnly: false,
		quota: Infinity,
		signal: new AbortController().signal,
		latency: () => Promise.resolve(),
		crash: new CrashSwitch(),
		...settings,
	};
}
