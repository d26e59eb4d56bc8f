import { certificateReport } from '../../../../nodes/shared/explain/certificateReport';
import {
	credentialTestFailure,
	credentialTestSuccess,
	type TestedConnection,
} from '../../../../nodes/shared/explain/credentialTestMessage';
import { toError } from '../../../../nodes/shared/explain/explain';

const certificate = (daysLeft: number) => ({
	...certificateReport({
		subject: 'a',
		issuer: 'b',
		valid_from: '',
		valid_to: '',
		fingerprint256: '',
		issuerChain: [],
		authorizationError: null,
		nameMatches: true,
		expectedName: 'a',
		now: 0,
		pins: [],
	}),
	daysLeft,
});
const tested: TestedConnection = {
	security: 'TLSv1.3',
	server: 'vsFTPd',
	rootFolder: '/in',
	entries: 12,
	certificate: certificate(90),
	certificateCheck: 'verify',
	port: 21,
	ssl: 'useIfAvailable',
};

it.each<[string, Partial<TestedConnection>, string]>([
	['encrypted', {}, 'Connected with TLSv1.3 to vsFTPd, Root Folder /in holds 12 entries.'],
	[
		'without a Root Folder',
		{ rootFolder: '', server: null, entries: 1 },
		'Connected with TLSv1.3 to the server, the login folder holds 1 entry.',
	],
	[
		'plain',
		{ security: 'none', certificate: null },
		'Connected without encryption to vsFTPd, Root Folder /in holds 12 entries. Password and files travel unencrypted, which is insecure.',
	],
	[
		'unchecked',
		{ certificateCheck: 'allowAny' },
		'Connected with TLSv1.3 to vsFTPd, Root Folder /in holds 12 entries. The certificate was not checked, which is insecure.',
	],
	[
		'soon to expire',
		{ certificate: certificate(7) },
		'Connected with TLSv1.3 to vsFTPd, Root Folder /in holds 12 entries. The certificate expires in 7 days.',
	],
])('tells a success that is %s', (_title, change, text) => {
	expect(credentialTestSuccess({ ...tested, ...change })).toBe(text);
});

it('tells a failure in two sentences, without the rest of the advice', () => {
	const blocked = toError({
		category: 'dataChannel',
		stage: 'passive',
		how: 'silent',
		mode: 'passive',
		direction: 'listing',
		path: '/',
		address: '192.0.2.1',
		dataPort: 50123,
		seconds: 15,
	});
	expect(credentialTestFailure(blocked)).toBe(
		'Cannot list "/": data port 50123 of 192.0.2.1 did not answer within 15 seconds. The login works, but a firewall blocks the data ports: ask the server\'s administrator which passive ports are configured and have the whole range opened in the firewalls on both sides; the server named port 50123 this time.',
	);
	const refused = toError({
		category: 'auth',
		stage: 'login',
		host: 'h',
		user: 'bob',
		ftpCode: 530,
		ftpReply: '530 No.',
	});
	expect(credentialTestFailure(refused)).toBe(
		'h refused the login of the user "bob". Check Username and Password; both are case-sensitive.',
	);
});

it('names the fingerprint seen, so that it can be confirmed and pinned', () => {
	const fingerprint = 'AB'.repeat(32);
	const changed = toError({
		category: 'certificate',
		stage: 'certificate',
		host: 'h',
		report: { ...certificate(90), fingerprint256: fingerprint },
		problem: 'pinMismatch',
	});
	expect(credentialTestFailure(changed)).toBe(
		`The certificate of h does not have the expected fingerprint. Seen was ${fingerprint}: have the server's administrator confirm it, then add it as another line of Certificate Fingerprint (SHA-256).`,
	);
});

it('says what to change where the server knows no TLS', () => {
	const plain = toError({ category: 'tlsUnsupported', stage: 'tls', host: 'h', what: 'AUTH' });
	expect(credentialTestFailure(plain)).toMatch(
		/^h does not support TLS\. .*Require SSL \(Implicit\)\.$/,
	);
});
