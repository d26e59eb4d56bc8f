/** What servers call themselves in their greeting. */
const known =
	/\b(vsFTPd(?: [\d.]+)?|ProFTPD(?: [\d.]+\w*)?|Pure-FTPd|FileZilla Server(?: [\d.]+\w*)?|Microsoft FTP Service|Serv-U FTP Server(?: v[\d.]+)?|WS_FTP Server|Titan FTP Server|CrushFTP Server|Cerberus FTP Server|Gene6 FTP Server|wu-[\d.]+\w*|glFTPd|bftpd|pyftpdlib(?: [\d.]+)?)/i;

/** The product that a greeting names, or null when it names none that is known. */
export function serverName(greeting: string): string | null {
	return known.exec(greeting)?.[1] ?? null;
}
