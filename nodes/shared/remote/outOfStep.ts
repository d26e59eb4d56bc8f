const asksBack = new Set(['', 'USER', 'PASS', 'ACCT', 'REST', 'RNFR', 'AUTH']);
const tellsNumbers = ['RETR', 'STOR', 'APPE', 'LIST', 'MLSD', 'RNFR', 'RNTO', 'DELE', 'MKD', 'RMD'];
const plain = ['CWD', 'PWD', 'PASV', 'EPSV', 'REST'];

/** Replies that belong to few commands, and the commands that they certainly do not belong to. */
const foreign: Readonly<Record<number, (verb: string) => boolean>> = {
	213: (verb) => tellsNumbers.includes(verb) || plain.includes(verb),
	221: (verb) => verb !== 'QUIT',
	226: (verb) => ['SIZE', 'MDTM', 'MLST', 'RNFR'].includes(verb) || plain.includes(verb),
	227: (verb) => verb !== 'PASV',
	229: (verb) => verb !== 'EPSV',
	257: (verb) => verb !== 'PWD' && verb !== 'MKD',
};

/**
 * True for a reply that certainly answers another command: a server, proxy or firewall has sent one more or one less,
 * and every answer from there on would be taken for that of the next command. Lenient, since servers choose odd codes.
 * @param verb in capitals; empty for the greeting
 */
export function isOutOfStep(verb: string, code: number): boolean {
	if (code >= 300 && code < 400) return !asksBack.has(verb);
	return foreign[code]?.(verb) ?? false;
}
