import { anyOf } from '../model/EntryFilter';
import type { Abilities } from '../model/Endpoint';
import { joinPath, relativeTo } from '../model/RemotePath';
import type { RunContext } from '../model/RunContext';
import type { Answer } from './Comparison';
import type { CompareRules } from './compareFiles';
import { conflictStamp } from './conflictName';
import { foldName, foldsAll, type Folding } from './foldName';
import type { GuardRules } from './guardPlan';
import type { MatchRules } from './match';
import { outcomeOf } from './Outcome';
import type { Pair } from './Pair';
import type { PlanRules } from './PlanRules';
import { itemOf, type ReportFrame } from './report';
import { bothSides, forBoth, type Both } from './Side';
import type { SideScan } from './SideScan';
import type { SideClock } from './sideRecord';
import { receiversOf, type SyncRequest } from './SyncOptions';
import type { SyncState } from './SyncState';
import { ownRelativePaths, type SyncSide } from './SyncSide';

/** What pairing the entries of two scans follows. */
export function matchRules(
	{ operation, filter, options }: SyncRequest,
	sides: Both<SyncSide>,
	scans: Both<SideScan>,
	folds: Folding,
): MatchRules {
	const duplicates = forBoth((side) => {
		const notes = scans[side].tree.notes.filter(({ kind }) => kind === 'duplicateName');
		return new Set(notes.map(({ folder, text }) => joinPath(folder, text)));
	});
	return {
		filter,
		folds,
		duplicates,
		receivers: receiversOf(operation),
		nameCollisions: options.nameCollisions,
		nameProblem: forBoth((side) => sides[side].nameProblem),
		blocks: forBoth((side) => sides[side].blocks),
		isOwn: ownRelativePaths(sides, options.trashFolder),
	};
}

/** What comparing files follows. Without a place for a state only sizes can be compared: times may never have been kept. */
export function compareRules(
	{ operation, options }: Pick<SyncRequest, 'operation' | 'options'>,
	state: SyncState,
	kept: boolean,
	abilities: Both<Abilities>,
	shifts: Both<number>,
): CompareRules {
	const { compare, modifyWindowMs } = options;
	return {
		mode: !kept && compare === 'sizeAndTime' ? 'size' : compare,
		modifyWindowMs,
		twoWay: operation === 'twoWay',
		shifts,
		abilities,
		stateful: state.whole,
		inFlight: new Set(state.pending.map(({ key }) => key)),
	};
}

/** What the plan follows. */
export function planRules(
	{ operation, options }: Pick<SyncRequest, 'operation' | 'options'>,
	compare: CompareRules,
	answers: ReadonlyMap<Pair, Answer>,
	scene: { readonly scans: Both<SideScan> | null; readonly abilities: Both<Abilities> },
	run: Pick<RunContext, 'now'>,
): PlanRules {
	return {
		operation,
		options,
		compare,
		answers,
		clockOffsets: forBoth((side) => scene.abilities[side].clockOffsetMs ?? 0),
		stamp: conflictStamp(run.now()),
		isProtected: anyOf(options.protect),
		isTaken: scene.scans === null ? () => false : takenNames(scene.scans),
	};
}

/** What the guards follow. */
export function guardRules(
	{ options }: Pick<SyncRequest, 'options'>,
	sides: Both<SyncSide>,
	scans: Both<SideScan> | null,
	frame: Pick<ReportFrame, 'remoteFolder' | 'pairId' | 'planId'>,
): GuardRules {
	return {
		options,
		names: forBoth((side) => sides[side].endpoint.name),
		incomplete: forBoth((side) => (scans?.[side].tree.incomplete.size ?? 0) > 0),
		show: (change) => itemOf(outcomeOf(change), frame),
	};
}

/** How far the times of each side can be trusted. */
export function clocksOf(abilities: Both<Abilities>): Both<SideClock> {
	return forBoth((side) => ({
		offsetMs: abilities[side].clockOffsetMs ?? 0,
		listedPrecision: abilities[side].listedPrecision,
	}));
}

/** A test for paths that either side has, in whatever spelling. Each free path that was asked for is taken from then on. */
function takenNames(scans: Both<SideScan>): (paths: Both<string>) => boolean {
	let taken: Set<string> | null = null;
	return (paths) => {
		// Conflicts are rare: the set is made for the first one only.
		taken ??= new Set(
			bothSides.flatMap((side) =>
				[...scans[side].tree.entries.keys()].map((path) =>
					foldName(relativeTo(scans[side].tree.folder, path), foldsAll),
				),
			),
		);
		const keys = bothSides.map((side) => foldName(paths[side], foldsAll));
		if (keys.some((key) => taken?.has(key))) return true;
		for (const key of keys) taken.add(key);
		return false;
	};
}
