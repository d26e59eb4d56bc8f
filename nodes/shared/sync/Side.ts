/** The two sides of a sync. A second remote in place of the local folder would still be called `local`. */
export type Side = 'local' | 'remote';

/** One value for each side. */
export interface Both<T> {
	readonly local: T;
	readonly remote: T;
}

export const bothSides: readonly Side[] = ['local', 'remote'];

/** The side across. */
export function across(side: Side): Side {
	return side === 'local' ? 'remote' : 'local';
}

/** Makes one value for each side. */
export function forBoth<T>(make: (side: Side) => T): Both<T> {
	return { local: make('local'), remote: make('remote') };
}
