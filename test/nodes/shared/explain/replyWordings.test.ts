import {
	countsConnections,
	likelyCause,
	wantsTls,
} from '../../../../nodes/shared/explain/replyWordings';

describe('the wording of a refusal about a path', () => {
	it.each([
		// vsftpd
		['Failed to change directory.', null],
		['Failed to open file.', null],
		['Permission denied.', 'permission'],
		['Could not create file.', null],
		// ProFTPD, wu-ftpd: strerror
		['nosuch: No such file or directory', 'notFound'],
		['n: File exists', 'alreadyExists'],
		['n: Directory not empty', 'notEmpty'],
		['x: Operation not permitted', 'permission'],
		['x: Read-only file system', 'permission'],
		['x: Not a directory', null],
		['x: Datei oder Verzeichnis nicht gefunden', 'notFound'],
		['x: Keine Berechtigung', 'permission'],
		['x: Das Verzeichnis ist nicht leer', 'notEmpty'],
		['x: Die Datei existiert bereits', 'alreadyExists'],
		['x: Auf dem Gerät ist kein Speicherplatz mehr verfügbar', 'quota'],
		['x: Aucun fichier ou dossier de ce type', 'notFound'],
		['x: Permission non accordée', 'permission'],
		['x: Le fichier existe', 'alreadyExists'],
		["x: Le dossier n'est pas vide", 'notEmpty'],
		['x: Aucun espace disponible sur le périphérique', 'quota'],
		['x: No existe el archivo o el directorio', 'notFound'],
		['x: Permiso denegado', 'permission'],
		['x: El archivo ya existe', 'alreadyExists'],
		['x: El directorio no está vacío', 'notEmpty'],
		['x: No queda espacio en el dispositivo', 'quota'],
		['x: そのようなファイルやディレクトリはありません', 'notFound'],
		['x: 許可がありません', 'permission'],
		['x: ファイルが存在します', 'alreadyExists'],
		['x: ディレクトリは空ではありません', 'notEmpty'],
		['x: デバイスに空き領域がありません', 'quota'],
		// Pure-FTPd
		["Can't change directory to nosuch: No such file or directory", 'notFound'],
		["Can't check for file existence", 'notFound'],
		["Sorry, but that file doesn't exist", 'notFound'],
		['RENAME Failed - destination file already exists', 'alreadyExists'],
		['Prohibited file name: .ftpaccess', 'permission'],
		['Anonymous users may not overwrite existing files', null],
		["Quota exceeded: [a] won't be saved", 'quota'],
		['Disk full - please upload later', 'quota'],
		['I can only retrieve regular files', null],
		['Sorry, die Datei existiert nicht.', 'notFound'],
		['Umbenennen fehlgeschlagen - Zieldatei existiert bereits.', 'alreadyExists'],
		['Quota überschritten: [a] wird nicht gespeichert.', 'quota'],
		// IIS
		['The system cannot find the file specified. ', 'notFound'],
		['The system cannot find the path specified. ', 'notFound'],
		['Access is denied. ', 'permission'],
		['The directory is not empty. ', 'notEmpty'],
		['Cannot create a file when that file already exists. ', 'alreadyExists'],
		['There is not enough space on the disk. ', 'quota'],
		['Das System kann die angegebene Datei nicht finden. ', 'notFound'],
		['Zugriff verweigert ', 'permission'],
		['Le fichier spécifié est introuvable. ', 'notFound'],
		['Accès refusé. ', 'permission'],
		['El sistema no puede encontrar el archivo especificado. ', 'notFound'],
		['Acceso denegado. ', 'permission'],
		['指定されたファイルが見つかりません。', 'notFound'],
		['アクセスが拒否されました。', 'permission'],
		// FileZilla Server, Serv-U, Cerberus and others
		['File not found', 'notFound'],
		['Directory already exists', 'alreadyExists'],
		['/in: The folder is not empty', 'notEmpty'],
		['Requested action not taken: exceeded storage allocation', 'quota'],
		['Rename/move failure: Read-only file system', 'permission'],
		['Rename/move failure: Invalid cross-device link', 'permission'],
		['File unavailable', null],
		['The file does not exist or access is denied', null],
		['SSL/TLS required on the data channel', 'tlsRequired'],
	])('"%s" hints at %s', (text, expected) => expect(likelyCause(text)).toBe(expected));
});

describe('who is counted', () => {
	it.each([
		['too many users', true],
		['Too many connections (8) from this IP', true],
		['Connection limit reached', true],
		['User already logged in', true],
		['Trop de connexions', true],
		['Demasiadas conexiones desde esta IP', true],
		['同時接続数の上限に達しました', true],
		['Too many authentication failures', false],
		['too many invalid login attempts', false],
		['Login incorrect.', false],
	])('"%s": %s', (text, expected) => expect(countsConnections(text)).toBe(expected));
});

describe('who wants TLS', () => {
	it.each([
		['Must perform authentication before identifying USER.', true],
		['Only secure connections are accepted', true],
		['SSL connection failed: session reuse required', false],
		['Anonymous sessions may not use encryption.', false],
		['Unable to set up secure anonymous FTP', false],
		['Password required', false],
	])('"%s": %s', (text, expected) => expect(wantsTls(text)).toBe(expected));
});
