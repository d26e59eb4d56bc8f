import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';
import { advancedFields } from './advancedFields';
import { certificateFields } from './certificateFields';

/** How to reach and log in to one FTP server. The nodes test it: see `testedBy` on each of them. */
export class FtpRemoteApi implements ICredentialType {
	name = 'ftpRemoteApi';

	displayName = 'FTP Remote API';

	icon: Icon = { light: 'file:../icons/ftpRemote.svg', dark: 'file:../icons/ftpRemote.dark.svg' };

	documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-ftp-remote#credential';

	properties: INodeProperties[] = [
		{
			displayName: 'Host',
			name: 'host',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. ftp.example.com',
			description:
				'Name or address of the server. A prefix (ftp://, ftps://, ftpes://) and a port at the end (:2121) are understood and win over the fields below.',
		},
		{
			displayName: 'Port',
			name: 'port',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 65535 },
			default: 21,
			description:
				'Usually 21. Ports 990 and 3990 usually speak TLS from the first byte: with "Use If Available" they are connected to in that way.',
		},
		{
			displayName:
				'Servers on this port usually expect TLS from the first byte. Choose "Require SSL (Implicit)" or "Use If Available" unless you know that this one does not.',
			name: 'implicitPortNotice',
			type: 'notice',
			default: '',
			displayOptions: { show: { port: [990, 3990], ssl: ['explicit', 'never'] } },
		},
		{
			displayName:
				'Servers with implicit SSL usually listen on port 990. On port 21 choose "Require SSL (Explicit)" or "Use If Available" unless you know better.',
			name: 'explicitPortNotice',
			type: 'notice',
			default: '',
			displayOptions: { show: { port: [21], ssl: ['implicit'] } },
		},
		{
			displayName: 'Username',
			name: 'user',
			type: 'string',
			default: '',
			placeholder: 'e.g. ada',
			hint: 'Leave empty to log in as anonymous',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
		},
		{
			displayName: 'SSL',
			name: 'ssl',
			type: 'options',
			default: 'useIfAvailable',
			description: 'Whether and how the connection is encrypted',
			options: [
				{
					name: 'Use If Available',
					value: 'useIfAvailable',
					description:
						'Encrypt; only a server that says it cannot is spoken to in the clear. A bad certificate is never a reason for that.',
				},
				{
					name: 'Require SSL (Explicit)',
					value: 'explicit',
					description: 'FTPES: begins in the clear on port 21, then encrypts before the login',
				},
				{
					name: 'Require SSL (Implicit)',
					value: 'implicit',
					description: 'FTPS: encrypted from the first byte, usually on port 990',
				},
				{
					name: 'Never Use',
					value: 'never',
					description: 'Insecure: password and files can be read on the way',
				},
			],
		},
		{
			displayName:
				'Insecure: without SSL the password and all files travel readable for everyone between n8n and the server. Use this inside a trusted network only.',
			name: 'neverNotice',
			type: 'notice',
			default: '',
			displayOptions: { show: { ssl: ['never'] } },
		},
		...certificateFields,
		{
			displayName: 'Root Folder',
			name: 'rootFolder',
			type: 'string',
			default: '',
			placeholder: 'e.g. /customers/acme',
			hint: 'Leave empty for the folder that the login lands in; / is the root of the server',
			description:
				'Nothing outside this folder can be seen or touched through this credential, and all paths in the nodes begin here',
		},
		{
			displayName: 'Max Connections',
			name: 'maxConnections',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 1000 },
			default: 25,
			description:
				'How many connections n8n may have open to this login at once; all workflows share them. Use 1 for accounts that allow a single login at a time. A server that allows fewer is noticed by itself.',
		},
		{
			displayName: 'Timeout (Seconds)',
			name: 'timeout',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 60,
			description:
				'How long the server may be silent before the attempt counts as failed. A transfer that moves is never cut, however long it takes.',
		},
		{
			displayName: 'Use Advanced Settings',
			name: 'advanced',
			type: 'boolean',
			default: false,
			description:
				'Whether to show the settings below and make them count. While this is off, each of them has its default, whatever is entered there.',
		},
		...advancedFields,
	];
}
