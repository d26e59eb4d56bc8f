import { countsFailures } from './replyWordings';

/** Why a login was refused, as far as the reply says. */
export type LoginRefusal =
	| 'generic'
	| 'accountDisabled'
	| 'passwordChange'
	| 'twoFactor'
	| 'anonymousNotAllowed'
	| 'anonymousOnly'
	| 'accountNeeded'
	| 'addressNotAllowed'
	| 'homeFolder'
	| 'tooManyFailures';

/** In order: the first that fits wins, the more particular stand first. */
const wordings: ReadonlyArray<readonly [LoginRefusal, RegExp]> = [
	[
		'twoFactor',
		/two[- ]?factor|\b2fa\b|multi[- ]?factor|\bmfa\b|one[- ]?time (pass\w*|code|pin)|\botp\b|(verification|security) code|authenticator|zwei-?faktor|double authentification|dos factores/iu,
	],
	[
		'passwordChange',
		/password.{0,30}(expired|must|has to|needs? to|change|reset)|(change|expired|reset) (your |the )?password|(pa(ss|ß)wor[td]|kennwort).{0,30}(abgelaufen|ändern|geändert)|mot de passe.{0,30}(expiré|changer|changé)|contraseña.{0,30}(caducad|expirad|cambiar)/iu,
	],
	[
		'addressNotAllowed',
		/\b(ip|address|addresses|host|location|country|network|region)\b.{0,60}(not (allowed|authori[sz]ed|permitted|whitelisted|allow-?listed)|denied|blocked|banned|refused|restricted|unauthori[sz]ed|black-?list)|(not (allowed|authori[sz]ed|permitted)|denied|blocked|banned|refused|unauthori[sz]ed|unknown|restricted|white-?list\w*|allow-?list\w*).{0,40}\b(ip|address|addresses|host|location|country|network)\b/iu,
	],
	[
		'anonymousOnly',
		/only anonymous|anonymous (ftp )?only|nur anonym|uniquement anonyme|solo (ftp )?anónim/iu,
	],
	[
		'anonymousNotAllowed',
		/anonym.{0,60}(not|no\b|denied|disabled|forbidden|refus|unavail|nicht)|(no|not|sorry|denied|disabled|kein|keine|private).{0,60}anonym/iu,
	],
	[
		'accountDisabled',
		/(account|user|login|konto|benutzer|cuenta|compte|utilisateur|usuario).{0,60}(disabled|locked|suspended|inactive|expired|deactivated|blocked|banned|deaktiviert|gesperrt|désactivé|verrouillé|bloqué|deshabilitad|bloquead|desactivad)|(disabled|locked|suspended|inactive|expired|deactivated) (account|user|login)|ftp (access |logins? )?(is |are )?(disabled|not (enabled|allowed|permitted))|not (enabled|allowed|permitted) (for|to use) ftp/iu,
	],
	[
		'homeFolder',
		/home[- ](directory|folder|verzeichnis|dir)|chroot|cannot change directory|can't (set|change) (guest |to )?(privileges|home)/iu,
	],
	['accountNeeded', /\bacct\b|need account|account (information |name )?(is )?(required|needed)/iu],
];

/** Reads the reason of a refused login out of the server's reply; 332 and 532 always mean that ACCT is wanted. */
export function loginRefusal(code: number | null, text: string): LoginRefusal {
	if (code === 332 || code === 532) return 'accountNeeded';
	if (countsFailures(text)) return 'tooManyFailures';
	return wordings.find(([, pattern]) => pattern.test(text))?.[0] ?? 'generic';
}
