import type { Listing } from '../../../nodes/shared/model/Listing';
import { RemoteError } from '../../../nodes/shared/model/RemoteError';

export type Operation =
	| 'list'
	| 'find'
	| 'createFolder'
	| 'removeFile'
	| 'removeFolder'
	| 'move'
	| 'read'
	| 'write'
	| 'setModified'
	| 'hash';

/** Which calls a fault hits; what is left out hits all. */
export interface Target {
	readonly operation?: Operation;
	/** For `move` the path moved from. */
	readonly path?: string;
	/** The first, second … call that fits (1-based). */
	readonly nth?: number;
}

/** `before` nothing happened · `midway` half the bytes · `after` the change is done, only its answer is lost. */
export type Moment = 'before' | 'midway' | 'after';

interface Planned {
	readonly target: Target;
	seen: number;
	readonly moment?: Moment;
	readonly error?: Error;
	readonly change?: (listing: Listing) => Listing;
	readonly action?: () => void | Promise<void>;
}

/** What goes wrong with a call, worked out once at its beginning. */
export interface Hit {
	readonly throwAt: (moment: Moment) => void;
	readonly error: (moment: Moment) => Error | null;
	readonly listing: (listing: Listing) => Listing;
	readonly actions: ReadonlyArray<() => void | Promise<void>>;
}

/** The faults that a test ordered. */
export class Faults {
	readonly #planned: Planned[] = [];

	/** Lets calls fail; by default the connection is lost before anything happened. */
	fail(target: Target, options: { readonly when?: Moment; readonly error?: Error } = {}): void {
		this.#planned.push({
			target,
			seen: 0,
			moment: options.when ?? 'before',
			error: options.error ?? lost(target),
		});
	}

	/** Changes what `list` answers. */
	listing(target: Omit<Target, 'operation'>, change: (listing: Listing) => Listing): void {
		this.#planned.push({ target: { ...target, operation: 'list' }, seen: 0, change });
	}

	/** Does something just before a call, for example an edit by somebody else. */
	intercept(target: Target, action: () => void | Promise<void>): void {
		this.#planned.push({ target, seen: 0, action });
	}

	/** All goes well from now on. */
	clear(): void {
		this.#planned.length = 0;
	}

	hit(operation: Operation, path: string): Hit {
		const hits = this.#planned.filter((fault) => {
			const { target } = fault;
			if (target.operation !== undefined && target.operation !== operation) return false;
			if (target.path !== undefined && target.path !== path) return false;
			fault.seen++;
			return target.nth === undefined || target.nth === fault.seen;
		});
		const error = (moment: Moment) => hits.find((hit) => hit.moment === moment)?.error ?? null;
		return {
			error,
			throwAt: (moment) => {
				const found = error(moment);
				if (found) throw found;
			},
			listing: (listing) => hits.reduce((seen, hit) => hit.change?.(seen) ?? seen, listing),
			actions: hits.flatMap((hit) => hit.action ?? []),
		};
	}
}

/** A listing with a line that nobody understands: the named entries are missing from it. */
export function without(...names: readonly string[]): (listing: Listing) => Listing {
	return (listing) => ({
		...listing,
		complete: false,
		entries: listing.entries.filter((entry) => !names.includes(entry.name)),
		notes: names.map((name) => ({
			kind: 'unknownLine',
			folder: listing.folder,
			text: `?? ${name}`,
		})),
	});
}

/** A listing that is empty though it calls itself complete, as flaky servers answer now and then. */
export function empty(listing: Listing): Listing {
	return { ...listing, entries: [] };
}

function lost(target: Target): RemoteError {
	return new RemoteError({
		category: 'connectionLost',
		stage: 'command',
		message: `The connection was lost at ${target.path ?? 'some path'}`,
		description: 'Try again.',
		path: target.path ?? null,
	});
}
