import type { Category } from '../model/category';

/** What the wording of a 550, 551 or 553 hints at. The server is asked all the same: one code serves for everything. */
export type Likely = Extract<
	Category,
	'notFound' | 'permission' | 'alreadyExists' | 'notEmpty' | 'quota' | 'tlsRequired'
>;

/*
 * Wordings of vsftpd, ProFTPD and wu-ftpd (strerror, so also in the language of the machine), Pure-FTPd (compiled in
 * one of 20 languages), IIS (Windows' system messages, translated), FileZilla Server, Serv-U, Cerberus, CrushFTP,
 * Files.com, pyftpdlib and JP1/FTP.
 */

const quota =
	/quota|no space|space left|dis[kc] (is )?full|(not enough|insufficient|out of) (dis[kc] |storage )?space|exceeded? (storage|dis[kc])|storage allocation|festplatte voll|kein(en)? (freier )?(speicher)?platz|zu wenig speicher|espace (disque )?insuffisant|aucun espace|plus d'espace|disque plein|disco lleno|espacio (libre|suficiente|en (el )?disco)|queda espacio|空き領域|空き容量|ディスク容量|磁盘空间/iu;

const notEmpty =
	/not empty|non-?empty|isn't empty|nicht leer|n'est pas vide|non vide|no está vac[ií]o|空ではありません|空でない|非空|不是空/iu;

const alreadyExists =
	/already (exists?|there|present)|(file|directory|folder|destination|target) exists\b|exists already|existiert bereits|bereits vorhanden|existe déjà|(fichier|répertoire|dossier) existe\b|ya existe|(archivo|fichero|directorio) existe\b|既に存在|すでに存在|ファイルが存在します|已存在/iu;

const permission =
	/permission|denied|not permitted|not allowed|not authori[sz]ed|unauthori[sz]ed|forbidden|prohibited|insufficient (rights|privileges?)|no (access|rights|privileges?)\b|read-?only|cross-?device|schreibgeschützt|nur lesbar|keine? (berechtigung|rechte|zugriff)|verweigert|nicht erlaubt|nicht gestattet|unzulässig|verboten|dürfen keine|non permise|refusée?|interdite?|permiso|denegad[oa]|no permitida|許可|拒否|権限|权限|拒绝/iu;

const notFound =
	/no such|not found|(cannot|can't|could not|couldn't|unable to) find|does ?n[o']t exist|not exist|nonexist|no files? found|check for file existence|nicht gefunden|nicht finden|existiert nicht|nicht vorhanden|kein verzeichnis|introuvable|aucun fichier|n'existe pas|no existe|no (se )?(puede|pudo|ha) (encontrar|encontrado|hallar)|no encontrad[oa]|そのような|見つかりません|存在しません|不存在|找不到/iu;

const tlsWord =
	/\b(ssl|tls|ftps|ftpes|encrypt\w*|secure|clear ?text|plain ?text|unencrypted|plain ftp)\b|verschlüssel|chiffr|cifrad/iu;
const demand =
	/requir|must|\bonly\b|needed|not accept|not allow|disallow|polic|please (use|reconnect|enable|login with)|have to use|mandatory|disabled|nicht akzeptiert|erforderlich|obligatoire|requier/iu;

/** vsftpd and ProFTPD demand that the data connection resumes the control connection's session; FileZilla too. */
const reuse = /reuse|resum/iu;

/** Whether the server says that it does not talk without TLS. */
export function wantsTls(text: string): boolean {
	if (/\buse auth\b|must perform authentication/iu.test(text)) return true;
	return tlsWord.test(text) && demand.test(text) && !reuse.test(text);
}

/** Whether the server says that a data connection came without TLS, or without the session that it expects. */
export function refusesDataTls(text: string): boolean {
	// ProFTPD says "Operation not permitted" for both, and nothing else.
	return (
		tlsWord.test(text) ||
		/\bprot\b|session.{0,30}(reuse|resum)|data connection: operation not permitted/iu.test(text)
	);
}

const failures =
	/too many (\w+ ){0,3}(fail\w*|attempts?|tries|retries|errors?|incorrect)|max\w* (number of )?(\w+ ){0,2}(attempts|tries|retries|failures)|zu viele authentifizierungsfehler/iu;

const tooMany =
	/too many|maximum (number|allowed|clients|users|connections|sessions|logins)|\(the maximum\)|(connection|client|user|session|login|thread)s?\b.{0,40}(limit|exceeded|maximum|reached|at a time|already (connected|logged))|(limit|exceeded|max(imum)?)\b.{0,40}(connection|client|user|session|login)s?\b|more than \d+ (connection|session|user|login)s?|only (one|two|three|four|five|\d+) (simultaneous |concurrent )?(session|connection|login|client|user)|already logged in|server (is )?(too )?(full|busy)|zu ?viele (verbindungen|benutzer|sitzungen|anmeldungen)|mehr als \d+ verbindungen|\(maximal\)|trop d[e'] ?(connexions|utilisateurs|sessions|clients)|nombre maximal|nombre maximum|demasiad[oa]s (conexiones|usuarios|sesiones)|máximo|接続数|同時接続|连接数|连接过多|用户过多/iu;

/** Whether the server counts connections; "too many failed attempts" is something else. */
export function countsConnections(text: string): boolean {
	return !failures.test(text) && tooMany.test(text);
}

/** Whether the server counts failed logins. */
export function countsFailures(text: string): boolean {
	return failures.test(text);
}

/** Whether the server means the space that files take. */
export function meansQuota(text: string): boolean {
	return quota.test(text);
}

/** Whether a refusal is one of the command itself: ProFTPD 1.3.8 says 550 to MLST and MLSD that `<Limit>` denies. */
export function refusesCommand(text: string): boolean {
	return /unable to handle command/iu.test(text);
}

/**
 * What a refusal about a path most likely means, by its wording; null where nothing is recognised or two wordings
 * contradict each other ("not found or access denied"). The path itself must not stand in `text`.
 */
export function likelyCause(text: string): Likely | null {
	if (wantsTls(text)) return 'tlsRequired';
	if (quota.test(text)) return 'quota';
	if (notEmpty.test(text)) return 'notEmpty';
	if (alreadyExists.test(text)) return 'alreadyExists';
	const denied = permission.test(text);
	const missing = notFound.test(text);
	if (denied && missing) return null;
	return denied ? 'permission' : missing ? 'notFound' : null;
}
