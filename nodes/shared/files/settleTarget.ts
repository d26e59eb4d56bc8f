import type { ByteSource, Endpoint, Expected } from '../model/Endpoint';
import type { RunContext } from '../model/RunContext';
import { freePath } from './freePath';
import { hashSource } from './hashSource';
import { decideIfExists, mustLook, type IfExists } from './ifExists';
import { isSettled } from './isSettled';
import { readHash } from './readHash';
import { taken } from './taken';

/** Where and how a file goes, or that it does not. */
export type Target =
	| {
			readonly do: 'write';
			readonly path: string;
			readonly append: boolean;
			readonly expected?: Expected;
	  }
	| { readonly do: 'skip'; readonly path: string };

/**
 * Finds out what a rule means for one path, asking the server only where the rule depends on it.
 * @throws RemoteError `alreadyExists` where the rule is `fail`, or a folder is in the way
 */
export async function settleTarget(
	endpoint: Endpoint,
	path: string,
	rule: IfExists,
	file: { readonly source: ByteSource; readonly modifiedAt: string | null },
	run: Pick<RunContext, 'signal' | 'now'>,
): Promise<Target> {
	const found = mustLook(rule) ? await endpoint.find(path) : null;
	const abilities =
		rule === 'overwriteIfDifferent'
			? await endpoint.abilities()
			: { hashes: [], clockOffsetMs: null };
	const known = { size: file.source.size, modifiedAt: file.modifiedAt };
	const decision = decideIfExists(rule, found, known, abilities);
	switch (decision.do) {
		case 'write':
			return { do: 'write', path, append: false, expected: decision.expected };
		case 'append':
			return { do: 'write', path, append: true };
		case 'skip':
			return { do: 'skip', path };
		case 'fail':
			throw taken(path, decision.because);
		case 'takeFreeName':
			return {
				do: 'write',
				path: await freePath(endpoint, path),
				append: false,
				expected: 'absent',
			};
		case 'compareHash': {
			const { algorithm } = decision;
			const there =
				found === null || isSettled(found, abilities, run.now())
					? await endpoint.hash(path, algorithm)
					: await readHash(endpoint, found, algorithm);
			const same =
				there !== null && there === (await hashSource(file.source, algorithm, run.signal));
			return same ? { do: 'skip', path } : { do: 'write', path, append: false };
		}
	}
}
