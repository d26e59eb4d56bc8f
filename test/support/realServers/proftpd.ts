import { join } from 'node:path';
import type { Launch, Setup } from './Launch';

/** ProFTPD reads its users from a file of our own; it runs from where its package is unpacked. */
export function proftpd(setup: Setup): Launch {
	const { folder, account, user } = setup;
	const { uid, gid } = account;
	return {
		files: {
			'proftpd.conf': [...settings(setup), ...tlsSettings(setup), ''].join('\n'),
			'users.passwd': `${user}:${setup.passwordHash}:${uid}:${gid}::${setup.root}:/bin/false\n`,
			'users.group': `${account.group}:x:${gid}:${user}\n`,
		},
		prepare: [],
		beside: [],
		command: [
			join(setup.unpacked, 'usr/sbin/proftpd'),
			...['--nodaemon', '--quiet', '--config', join(folder, 'proftpd.conf')],
		],
	};
}

function settings(setup: Setup): string[] {
	const { folder } = setup;
	const rate = (setup.bytesPerSecond / 1024).toFixed(2);
	return [
		`ModulePath ${join(setup.unpacked, 'usr/lib/proftpd')}`,
		...['LoadModule mod_digest.c', 'LoadModule mod_tls.c'],
		...['ServerName test', 'ServerType standalone', 'ServerIdent on', 'UseIPv6 off'],
		...[`DefaultAddress ${setup.host}`, 'SocketBindTight on', `Port ${setup.port}`],
		...[`User ${setup.account.name}`, `Group ${setup.account.group}`],
		`PidFile ${join(folder, 'proftpd.pid')}`,
		`ScoreboardFile ${join(folder, 'scoreboard')}`,
		...['ControlsEngine off', 'DelayEngine off', 'UseReverseDNS off', 'WtmpLog off'],
		`SystemLog ${join(folder, 'system.log')}`,
		'TransferLog none',
		...(setup.log ? ['LogFormat test "%P %r -> %s"', `ExtendedLog ${setup.logFile} ALL test`] : []),
		'AuthOrder mod_auth_file.c',
		`AuthUserFile ${join(folder, 'users.passwd')}`,
		`AuthGroupFile ${join(folder, 'users.group')}`,
		...['RequireValidShell off', 'DefaultRoot ~', 'Umask 022'],
		...['AllowOverwrite on', 'AllowStoreRestart on', 'AllowRetrieveRestart on'],
		// A data connection may come from another address than the control connection.
		'AllowForeignAddress on',
		...['ListOptions "-a"', 'TimesGMT on', 'MaxInstances 400', 'MaxLoginAttempts 3'],
		`MaxClients ${setup.maxClients}`,
		`MaxClientsPerHost ${setup.maxPerAddress}`,
		...[`TimeoutIdle ${setup.idleSeconds}`, `TimeoutNoTransfer ${setup.idleSeconds}`],
		'TimeoutLogin 30',
		`PassivePorts ${setup.passivePorts.join(' ')}`,
		...(setup.passiveAddress === undefined ? [] : [`MasqueradeAddress ${setup.passiveAddress}`]),
		...(setup.bytesPerSecond === 0 ? [] : [`TransferRate RETR,STOR,APPE ${rate}`]),
		...(setup.hidesLinks ? ['ShowSymlinks off'] : []),
		...(setup.readOnly ? refuse(['WRITE']) : []),
		...(setup.deniedCommands.length === 0 ? [] : refuse(setup.deniedCommands)),
	];
}

function refuse(commands: readonly string[]): string[] {
	return [`<Limit ${commands.join(' ')}>`, 'DenyAll', '</Limit>'];
}

function tlsSettings(setup: Setup): string[] {
	if (setup.tls === 'none') return [];
	const options = [
		...(setup.requireReuse ? [] : ['NoSessionReuseRequired']),
		...(setup.tls === 'implicit' ? ['UseImplicitSSL'] : []),
	];
	return [
		'TLSEngine on',
		`TLSLog ${join(setup.folder, 'tls.log')}`,
		`TLSProtocol ${setup.maxTlsVersion === 'TLSv1.2' ? 'TLSv1.2' : 'TLSv1.2 TLSv1.3'}`,
		`TLSECCertificateFile ${setup.tlsFiles.certificate}`,
		`TLSECCertificateKeyFile ${setup.tlsFiles.key}`,
		`TLSCACertificateFile ${setup.tlsFiles.ca}`,
		`TLSVerifyClient ${setup.requireClientCertificate ? 'on' : 'off'}`,
		`TLSRequired ${setup.tls === 'explicit' ? 'off' : 'on'}`,
		'TLSRenegotiate none',
		...(options.length === 0 ? [] : [`TLSOptions ${options.join(' ')}`]),
	];
}
