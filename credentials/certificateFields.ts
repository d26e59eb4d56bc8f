import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

/** Without SSL there is no certificate to speak of. */
const withSsl: IDisplayOptions['hide'] = { ssl: ['never'] };

/** How the server proves who it is. */
export const certificateFields: INodeProperties[] = [
	{
		displayName: 'Server Certificate',
		name: 'certificateCheck',
		type: 'options',
		default: 'verify',
		description: "What the server's certificate must fulfil, on control and data connections",
		displayOptions: { hide: withSsl },
		options: [
			{
				name: 'Must Be Valid',
				value: 'verify',
				description: 'Issued by a trusted authority, for this host name, and not expired',
			},
			{
				name: 'Must Have a Known Fingerprint',
				value: 'pin',
				description:
					'For self-signed certificates: safe, as only this very certificate is accepted',
			},
			{
				name: 'Allow Non-Matching or Self-Signed',
				value: 'allowAny',
				description: 'Insecure: anybody can pretend to be the server',
			},
		],
	},
	{
		displayName:
			'Insecure: whoever sits between n8n and the server can pretend to be it, and gets the password. "Must Have a Known Fingerprint" accepts a self-signed certificate safely.',
		name: 'allowAnyNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { certificateCheck: ['allowAny'] }, hide: withSsl },
	},
	{
		displayName: 'Certificate Fingerprint (SHA-256)',
		name: 'fingerprint',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		placeholder: 'e.g. 3F:8A:…',
		description:
			'64 digits from 0 to F; colons, spaces and case do not matter. Several, one a line, are all accepted: enter the next one before the server changes its certificate.',
		hint: 'The node "FTP Remote Test Connection" shows the fingerprint of the server',
		displayOptions: { show: { certificateCheck: ['pin'] }, hide: withSsl },
	},
	{
		displayName: 'CA Certificates',
		name: 'caCertificates',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		placeholder: 'e.g. -----BEGIN CERTIFICATE----- …',
		description:
			'Certificates (PEM) of authorities that are trusted beside the usual ones, for example the one of your company',
		hint: 'Leave empty unless the certificate of the server comes from a private authority',
		displayOptions: { show: { certificateCheck: ['verify'] }, hide: withSsl },
	},
	{
		displayName: 'TLS Server Name',
		name: 'serverName',
		type: 'string',
		default: '',
		placeholder: 'e.g. ftp.example.com',
		description:
			'The name in the certificate, when it differs from Host, for example because Host is an address. It is also sent to the server (SNI).',
		hint: 'Leave empty to use Host',
		displayOptions: { hide: withSsl },
	},
];
