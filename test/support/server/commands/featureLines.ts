import { allFacts } from '../listing/mlsdLine';
import type { Session } from '../Session';

/** The lines of FEAT; those of verbs that are switched off are missing. */
export function featureLines(session: Session): string[] {
	const { settings } = session;
	const chosen = session.facts?.map((fact) => fact.toLowerCase());
	const facts = allFacts
		.map((fact) => `${fact}${!chosen || chosen.includes(fact.toLowerCase()) ? '*' : ''};`)
		.join('');
	const hashes = ['SHA-256', 'SHA-1', 'MD5', 'CRC32']
		.map((name) => (name === session.hashAlgorithm ? `${name}*` : name))
		.join(';');
	const lines: ReadonlyArray<readonly [verb: string, line: string]> = [
		...(settings.tls === 'none'
			? []
			: ([
					['AUTH', 'AUTH TLS'],
					['PBSZ', 'PBSZ'],
					['PROT', 'PROT'],
				] as const)),
		['EPRT', 'EPRT'],
		['EPSV', 'EPSV'],
		['MDTM', 'MDTM'],
		['MFMT', 'MFMT'],
		['MLSD', `MLST ${facts}`],
		['PASV', 'PASV'],
		['REST', 'REST STREAM'],
		['SIZE', 'SIZE'],
		['TVFS', 'TVFS'],
		...(settings.encoding === 'utf8' ? ([['UTF8', 'UTF8']] as const) : []),
		...settings.hashes.map((verb) => [verb, verb === 'HASH' ? `HASH ${hashes}` : verb] as const),
	];
	return lines.filter(([verb]) => !settings.off.includes(verb)).map(([, line]) => line);
}
