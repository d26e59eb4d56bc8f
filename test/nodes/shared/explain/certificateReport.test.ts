import {
	certificateReport,
	type CertificateFacts,
} from '../../../../nodes/shared/explain/certificateReport';
import { certificateVerdict } from '../../../../nodes/shared/explain/certificateVerdict';

const now = Date.parse('2026-06-15T12:00:00Z');
const fingerprint = Array.from({ length: 32 }, (_, i) => i.toString(16).padStart(2, '0')).join(':');

const good: CertificateFacts = {
	subject: { CN: 'ftp.example.com', O: 'Example' },
	issuer: { CN: 'Example CA' },
	subjectAltName: 'DNS:ftp.example.com, DNS:*.example.com, IP Address:192.0.2.1',
	valid_from: 'Jan  1 00:00:00 2026 GMT',
	valid_to: 'Jul 15 12:00:00 2026 GMT',
	fingerprint256: fingerprint,
	issuerChain: [
		{
			subject: { CN: 'Example CA' },
			issuer: { CN: 'Example CA' },
			fingerprint256: 'ff'.repeat(32),
			valid_to: 'Jan  1 00:00:00 2036 GMT',
		},
	],
	authorizationError: null,
	nameMatches: true,
	expectedName: 'ftp.example.com',
	now,
	pins: [],
};
const expired = { valid_to: 'May  1 00:00:00 2024 GMT', authorizationError: 'CERT_HAS_EXPIRED' };
const selfSigned = { issuer: good.subject, issuerChain: [] };

describe('the report of a certificate', () => {
	it('writes names, times and fingerprints as a person reads them', () => {
		expect(certificateReport(good)).toEqual({
			subject: 'CN=ftp.example.com, O=Example',
			issuer: 'CN=Example CA',
			names: ['ftp.example.com', '*.example.com', '192.0.2.1'],
			validFrom: '2026-01-01T00:00:00.000Z',
			validTo: '2026-07-15T12:00:00.000Z',
			daysLeft: 30,
			fingerprint256: fingerprint.toUpperCase(),
			chain: [
				{
					subject: 'CN=Example CA',
					issuer: 'CN=Example CA',
					fingerprint256: 'FF:'.repeat(32).slice(0, -1),
					validTo: '2036-01-01T00:00:00.000Z',
				},
			],
			problems: [],
			pinMatches: false,
		});
	});

	it('counts the days since an expired one below zero', () => {
		expect(certificateReport({ ...good, valid_to: 'Jun 14 11:00:00 2026 GMT' }).daysLeft).toBe(-2);
	});

	it('keeps a quoted name with a comma in one piece', () => {
		const subjectAltName = 'DNS:"a, DNS:evil.com", DNS:b.example';
		expect(certificateReport({ ...good, subjectAltName }).names).toEqual([
			'a, DNS:evil.com',
			'b.example',
		]);
	});

	it('falls back on the common name', () => {
		expect(certificateReport({ ...good, subjectAltName: undefined }).names).toEqual([
			'ftp.example.com',
		]);
	});

	// prettier-ignore
	it.each<[string, Partial<CertificateFacts>, string[]]>([
		['a trusted one has no problem', {}, []],
		['expired', expired, ['expired']],
		['not yet valid', { valid_from: 'Jan  1 00:00:00 2027 GMT', authorizationError: 'CERT_NOT_YET_VALID' }, ['notYetValid']],
		['expired above it', { authorizationError: 'CERT_HAS_EXPIRED' }, ['issuerExpired']],
		['self-signed', { ...selfSigned, authorizationError: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, ['selfSigned']],
		['expired and self-signed, though OpenSSL names one only', { ...selfSigned, ...expired }, ['expired', 'selfSigned']],
		['self-signed but trusted by CA Certificates', selfSigned, []],
		['private authority in the chain', { authorizationError: 'SELF_SIGNED_CERT_IN_CHAIN' }, ['unknownCa']],
		['private authority, leaf alone', { issuerChain: [], authorizationError: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }, ['unknownCa']],
		['public authority, leaf alone', { issuer: { C: 'US', O: "Let's Encrypt", CN: 'R11' }, issuerChain: [], authorizationError: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }, ['chainIncomplete']],
		['unknown issuer above', { authorizationError: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY' }, ['unknownCa']],
		['wrong name', { nameMatches: false, authorizationError: 'ERR_TLS_CERT_ALTNAME_INVALID' }, ['nameMismatch']],
		['unknown and for another name', { nameMatches: false, authorizationError: 'SELF_SIGNED_CERT_IN_CHAIN' }, ['unknownCa', 'nameMismatch']],
		['revoked', { authorizationError: 'CERT_REVOKED' }, ['revoked']],
		['small key', { authorizationError: 'EE_KEY_TOO_SMALL' }, ['weak']],
		['wrong purpose', { authorizationError: 'INVALID_PURPOSE' }, ['wrongPurpose']],
		['unheard of', { authorizationError: 'SOMETHING_NEW' }, ['other']],
		['another fingerprint', { pins: ['00'.repeat(32)] }, ['pinMismatch']],
	])('%s', (_title, change, problems) => {
		expect(certificateReport({ ...good, ...change }).problems).toEqual(problems);
	});
});

describe('the verdict on a certificate', () => {
	const bad = certificateReport({ ...good, ...selfSigned, ...expired });
	const pinned = certificateReport({
		...good,
		...expired,
		pins: ['11'.repeat(32), fingerprint.replace(/:/g, ' ').toUpperCase()],
	});

	it('names the most important problem', () =>
		expect(certificateVerdict(bad, 'verify')).toBe('expired'));
	it('accepts anything when told to', () => expect(certificateVerdict(bad, 'allowAny')).toBeNull());
	it('accepts a pinned one whatever else is wrong, in any spelling', () =>
		expect(certificateVerdict(pinned, 'pin')).toBeNull());
	it('accepts nothing without a pin', () =>
		expect(certificateVerdict(certificateReport(good), 'pin')).toBe('pinMismatch'));
	it('looks at no pin when it verifies', () => {
		const report = certificateReport({ ...good, pins: ['00'.repeat(32)] });
		expect(certificateVerdict(report, 'verify')).toBeNull();
		expect(certificateVerdict(report, 'pin')).toBe('pinMismatch');
	});
});
