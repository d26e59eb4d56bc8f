import { join } from 'node:path';
import type { Launch, Setup } from './Launch';

const yesNo = (value: boolean) => (value ? 'YES' : 'NO');

/** vsftpd knows system accounts only: it gets a passwd, a shadow and a PAM service that nobody else sees. */
export function vsftpd(setup: Setup): Launch {
	const { folder, account, user } = setup;
	const service = 'ftp-test';
	const { uid, gid } = account;
	return {
		files: {
			'vsftpd.conf': [...settings(setup, service), ...tlsSettings(setup), ''].join('\n'),
			'passwd.line': `${user}:x:${uid}:${gid}::${setup.root}:/bin/false\n`,
			'shadow.line': `${user}:${setup.passwordHash}:19000:0:99999:7:::\n`,
			'pam.service': [
				'auth required pam_unix.so',
				'account required pam_permit.so',
				'session required pam_permit.so',
				'',
			].join('\n'),
		},
		prepare: [
			'mkdir pam.d empty',
			`cp pam.service pam.d/${service}`,
			`for name in passwd shadow; do { grep -v "^${user}:" /etc/$name; cat $name.line; } > $name; done`,
			'chmod 644 passwd',
			'mount --bind pam.d /etc/pam.d',
			'for name in passwd shadow; do mount --bind $name /etc/$name; done',
		],
		beside: [],
		command: ['vsftpd', join(folder, 'vsftpd.conf')],
	};
}

function settings(setup: Setup, service: string): string[] {
	const [firstPort, lastPort] = setup.passivePorts;
	return [
		...['listen=YES', 'background=NO', 'seccomp_sandbox=NO', 'check_shell=NO'],
		`listen_address=${setup.host}`,
		`listen_port=${setup.port}`,
		...['anonymous_enable=NO', 'local_enable=YES', `pam_service_name=${service}`],
		...['chroot_local_user=YES', 'allow_writeable_chroot=YES'],
		`local_root=${setup.root}`,
		`secure_chroot_dir=${join(setup.folder, 'empty')}`,
		`write_enable=${yesNo(!setup.readOnly)}`,
		...['local_umask=022', 'chmod_enable=YES', 'mdtm_write=YES', 'use_localtime=NO'],
		...['force_dot_files=YES', 'ls_recurse_enable=YES', 'hide_ids=NO', 'utf8_filesystem=NO'],
		// A data connection may come from another address than the control connection.
		...['port_promiscuous=YES', 'pasv_promiscuous=YES', 'connect_from_port_20=NO'],
		`pasv_min_port=${firstPort}`,
		`pasv_max_port=${lastPort}`,
		...(setup.passiveAddress === undefined ? [] : [`pasv_address=${setup.passiveAddress}`]),
		`max_clients=${setup.maxClients}`,
		`max_per_ip=${setup.maxPerAddress}`,
		`idle_session_timeout=${setup.idleSeconds}`,
		...['data_connection_timeout=120', 'accept_timeout=30', 'max_login_fails=3'],
		...['delay_failed_login=0', 'delay_successful_login=0'],
		`local_max_rate=${setup.bytesPerSecond}`,
		...(setup.deniedCommands.length === 0 ? [] : [`cmds_denied=${setup.deniedCommands.join(',')}`]),
		`xferlog_enable=${yesNo(setup.log)}`,
		`log_ftp_protocol=${yesNo(setup.log)}`,
		...['xferlog_std_format=NO', 'dual_log_enable=NO', 'syslog_enable=NO'],
		`vsftpd_log_file=${setup.logFile}`,
	];
}

function tlsSettings(setup: Setup): string[] {
	if (setup.tls === 'none') return [];
	const force = yesNo(setup.tls !== 'explicit');
	return [
		...['ssl_enable=YES', 'ssl_tlsv1=YES', 'ssl_sslv2=NO', 'ssl_sslv3=NO', 'ssl_ciphers=HIGH'],
		`rsa_cert_file=${setup.tlsFiles.certificate}`,
		`rsa_private_key_file=${setup.tlsFiles.key}`,
		`force_local_logins_ssl=${force}`,
		`force_local_data_ssl=${force}`,
		`require_ssl_reuse=${yesNo(setup.requireReuse)}`,
		`implicit_ssl=${yesNo(setup.tls === 'implicit')}`,
		'strict_ssl_read_eof=NO',
		...(setup.requireClientCertificate
			? ['require_cert=YES', 'validate_cert=YES', `ca_certs_file=${setup.tlsFiles.ca}`]
			: []),
	];
}
