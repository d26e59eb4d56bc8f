import type { ServerKind } from './RealServerOptions';

/** How each server writes a command into its log; the first group is the command line. */
const LINES: Readonly<Record<ServerKind, RegExp>> = {
	// … [pid 7] [test] FTP command: Client "127.0.0.1", "CWD /a"
	vsftpd: /FTP command: Client "[^"]*", "(.*)"$/,
	// 1234 CWD /a -> 250; OPTS_UTF8 and the like are its own dispatch, beside the OPTS that came
	proftpd: /^\d+ (?!(?:OPTS|SITE)_)(.*) -> (?:\d{3}|-)$/,
	// … pure-ftpd: (test@127.0.0.1) [DEBUG] Command [cwd] [/a]
	pureftpd: /\[DEBUG\] Command \[(.*)\]$/,
};

/** Reads the commands out of a server's log: verb in capitals, then what follows it; PASS and ACCT without. */
export function loggedCommands(kind: ServerKind, log: string): string[] {
	return log.split('\n').flatMap((line) => {
		const [, command] = LINES[kind].exec(line.trimEnd()) ?? [];
		if (command === undefined) return [];
		const [verb = '', ...rest] = command.replace('] [', ' ').trim().split(' ');
		const name = verb.toUpperCase();
		return name === 'PASS' || name === 'ACCT' ? [name] : [[name, ...rest].join(' ')];
	});
}
