import type { Session } from '../Session';

const oneName = new Set(
	'CWD MKD RMD DELE RNFR RNTO SIZE MDTM MLST MLSD RETR STOR APPE HASH XSHA256 XSHA1 XMD5 XCRC'.split(
		' ',
	),
);
const listings = new Set(['LIST', 'NLST', 'STAT']);

/** The absolute virtual path (wire text) that a command is about, '' for commands without one. */
export function pathOf(session: Session, verb: string, argument: string): string {
	if (listings.has(verb)) return session.resolve(listArgument(session, argument).path);
	if (verb === 'MFMT') return session.resolve(argument.replace(/^\S+ /, ''));
	return oneName.has(verb) ? session.resolve(argument) : '';
}

/** LIST's argument taken apart as Unix servers do. */
export function listArgument(
	session: Session,
	argument: string,
): { readonly flags: string; readonly path: string } {
	if (session.settings.listArgument === 'name') return { flags: '', path: argument };
	const [, flags = '', path = ''] = /^((?:-\S* ?)*)(.*)$/s.exec(argument) ?? [];
	return { flags, path };
}
