import type { Contents, Mode } from './CrashPair';

/** Both sides at one moment, and what lies in the trash of each. */
export interface Sides {
	readonly local: Contents;
	readonly remote: Contents;
	readonly trash: ReadonlySet<string>;
}

/**
 * What is wrong after a killed run and one more, given how both sides were when they were last the same (`base`) and
 * right before the killed run (`before`). Nothing when all is well.
 */
export function judge(mode: Mode, base: Contents, before: Sides, after: Sides): string[] {
	const wrong: string[] = [];
	const paths = new Set([
		...before.local.keys(),
		...before.remote.keys(),
		...after.local.keys(),
		...after.remote.keys(),
	]);
	for (const path of paths) {
		const [local, remote] = [after.local.get(path), after.remote.get(path)];
		if (local !== remote) wrong.push(`${path} differs between the sides`);
		const wanted = wantedAt(path, mode, base, before);
		if (wanted !== 'either' && wanted !== local) wrong.push(`${path} is not what it should be`);
	}
	const kept = new Set([...after.local.values(), ...after.remote.values(), ...after.trash]);
	for (const [what, hash] of precious(mode, base, before))
		if (!kept.has(hash)) wrong.push(`${what} is lost`);
	return wrong;
}

/** The content that both sides must have at a path; undefined = none, `either` where two edits met. */
function wantedAt(path: string, mode: Mode, base: Contents, before: Sides): string | undefined {
	const [was, local, remote] = [base.get(path), before.local.get(path), before.remote.get(path)];
	if (mode.operation === 'push') return local;
	if (mode.operation === 'pull') return remote;
	// The new name of one of two versions.
	if (local === undefined && remote === undefined && isConflictName(path)) return 'either';
	if (local === remote) return local;
	if (local === was) return remote;
	if (remote === was) return local;
	// Changed beats deleted; of two changes both are kept, one of them under another name.
	return local === undefined ? remote : remote === undefined ? local : 'either';
}

function isConflictName(path: string): boolean {
	return /\.conflict-\d{8}-\d{6}/.test(path);
}

/** Contents that must still be somewhere: every edit that nobody else's edit replaces on purpose. */
function precious(mode: Mode, base: Contents, before: Sides): Array<readonly [string, string]> {
	const old = new Set(base.values());
	const all = (side: 'local' | 'remote') =>
		[...before[side]].map(([path, hash]) => [`${side} ${path}`, hash] as const);
	const edits = (side: 'local' | 'remote') => all(side).filter(([, hash]) => !old.has(hash));
	switch (mode.operation) {
		case 'push':
			return mode.trash ? [...all('local'), ...all('remote')] : all('local');
		case 'pull':
			return mode.trash ? [...all('local'), ...all('remote')] : all('remote');
		case 'twoWay':
		case 'executePlan':
			return mode.trash
				? [...all('local'), ...all('remote')]
				: [...edits('local'), ...edits('remote')];
	}
}
