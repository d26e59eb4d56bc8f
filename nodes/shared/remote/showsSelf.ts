import type { Session } from './Session';

/** A way to list the folder that a session has entered. */
export interface ListingCommand {
	readonly verb: 'LIST' | 'MLSD';
	readonly argument: string;
}

/** Whether a listing shows the folder itself, as `.` or as the `cdir` of MLSD: it was opened then, whatever else is in it. */
export function showsSelf(verb: string, text: string): boolean {
	return verb === 'MLSD' ? /(^|;)type=cdir;/im.test(text) : /(^|\s)\.\r?$/m.test(text);
}

/** Remembers what a listing shows of the folder itself, and forgets it where others are shown without it. */
export function noteSelf({ profile }: Session, command: ListingCommand, text: string): boolean {
	const shown = showsSelf(command.verb, text);
	if (shown) profile.showsSelf.add(keyOf(command));
	else if (text !== '') profile.showsSelf.delete(keyOf(command));
	return shown;
}

/** Whether this command shows the folder itself on this server: a listing of nothing is no empty folder then. */
export function usuallyShowsSelf({ profile }: Session, command: ListingCommand): boolean {
	return profile.showsSelf.has(keyOf(command));
}

function keyOf({ verb, argument }: ListingCommand): string {
	return `${verb} ${argument}`;
}
