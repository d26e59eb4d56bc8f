import { certificatesOf, privateKeyOf } from '../../../../nodes/shared/n8n/pemField';

const body = 'MIIB'.repeat(20);
const wrapped = `${body.slice(0, 64)}\n${body.slice(64)}`;
const pem = (label: string, inner = wrapped) =>
	`-----BEGIN ${label}-----\n${inner}\n-----END ${label}-----\n`;
const certificate = pem('CERTIFICATE');

it.each([
	['line breaks', certificate],
	['Windows line breaks', certificate.replace(/\n/g, '\r\n')],
	['line breaks written as \\n', certificate.replace(/\n/g, '\\n')],
	['blanks in place of line breaks', certificate.replace(/\n/g, ' ')],
	['no line breaks at all', certificate.replace(/\n/g, '')],
	['text around it', `subject=CN = a\n${certificate}\nissuer=b`],
])('reads a certificate with %s', (_, text) => {
	expect(certificatesOf(text, 'CA Certificates')).toEqual([certificate]);
});

it('reads several certificates and leaves other blocks out', () => {
	const text = `${certificate}${pem('X509 CRL')}${certificate}`.replace(/\n/g, ' ');
	expect(certificatesOf(text, 'CA Certificates')).toEqual([certificate, certificate]);
});

it.each([['PRIVATE KEY'], ['RSA PRIVATE KEY'], ['ENCRYPTED PRIVATE KEY']])(
	'reads a %s',
	(label) => {
		expect(privateKeyOf(pem(label).replace(/\n/g, ' '), 'Client Key')).toBe(pem(label));
	},
);

it('keeps the headers of an old encrypted key', () => {
	const key = pem(
		'RSA PRIVATE KEY',
		`Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,0A1B\n\n${wrapped}`,
	);
	expect(privateKeyOf(key.replace(/\n/g, ' '), 'Client Key')).toBe(key);
});

it('reads an empty field as none', () => {
	expect(certificatesOf(' \n', 'CA Certificates')).toEqual([]);
	expect(privateKeyOf('', 'Client Key')).toBe('');
});

it.each([
	['text without a block', 'MIIB', 'CA Certificates is not in PEM form'],
	['a key', pem('PRIVATE KEY'), 'CA Certificates holds "private key", not a certificate'],
])('refuses %s in place of a certificate', (_, text, message) => {
	expect(() => certificatesOf(text, 'CA Certificates')).toThrow(message);
});
