import { existsSync } from 'node:fs';
import { reply } from './replies';
import { on, type Match, type Rule } from './Rule';
import type { Fault } from './Fault';

/** For RNTO: refused where something exists at the new name, executed elsewhere. */
export function refuseOverExisting(text = '550 File exists'): Fault {
	return {
		async around({ session, argument }, run) {
			const path = session.resolve(session.server.codec.encode(argument));
			if (!existsSync(session.server.files.entry(path))) return run();
			session.renameFrom = null;
			session.reply(text);
		},
	};
}

/** A rule that answers a verb with this code in place of running it: `refuse('EPSV', 522)`, `refuse('AUTH', 534)`. */
export function refuse(verb: string, code = 500, match: Match = {}): Rule {
	return on(verb, match, reply(`${code} ${verb} refused`));
}
