import type { Commands } from './Command';
import { featureLines } from './featureLines';
import { allFacts } from '../listing/mlsdLine';

/** What the server is and how the session shall be (RFC 959, RFC 2389). */
export const parameters: Commands = {
	NOOP: (session) => session.reply('200 OK'),
	SYST: (session) => session.reply(`215 ${session.settings.systemName}`),
	HELP: (session) => session.reply('214 See RFC 959'),
	HOST: (session) => session.reply('220 OK'),
	CLNT: (session) => session.reply('200 OK'),
	ALLO: (session) => session.reply('202 Not needed'),

	FEAT(session) {
		const lines = featureLines(session).map((line) => ` ${line}`);
		session.reply(['211-Features:', ...lines, '211 End'].join('\r\n'));
	},

	OPTS(session, argument) {
		const [name = '', value = ''] = argument.split(' ');
		switch (name.toUpperCase()) {
			case 'UTF8':
				if (session.settings.encoding !== 'utf8') return session.reply('501 Not supported');
				return session.reply('200 UTF8 is on');
			case 'MLST':
				session.facts = value
					.toLowerCase()
					.split(';')
					.filter((fact) => allFacts.some((known) => known.toLowerCase() === fact));
				return session.reply(`200 MLST OPTS ${session.facts.map((fact) => `${fact};`).join('')}`);
			case 'HASH':
				if (value !== '') session.hashAlgorithm = value.toUpperCase();
				return session.reply(`200 ${session.hashAlgorithm}`);
			default:
				return session.reply('501 Option not understood');
		}
	},

	TYPE(session, argument) {
		const type = argument.toUpperCase();
		if (!/^(I|L 8|A( N)?)$/.test(type)) return session.reply('504 Type not supported');
		session.binary = !type.startsWith('A');
		session.reply(`200 Type set to ${session.binary ? 'I' : 'A'}`);
	},

	MODE: (session, argument) =>
		session.reply(argument.toUpperCase() === 'S' ? '200 Mode S' : '504 Only S'),
	STRU: (session, argument) =>
		session.reply(argument.toUpperCase() === 'F' ? '200 Structure F' : '504 Only F'),
};
