import type { Evidence } from '../../../../nodes/shared/explain/Evidence';
import { toError } from '../../../../nodes/shared/explain/explain';
import { explainVerdict, verdicts } from '../../../../nodes/shared/explain/verdict';
import { verdictOf, type Circumstances } from '../../../../nodes/shared/explain/verdictOf';
import { verdictOfStages } from '../../../../nodes/shared/explain/verdictOfStages';
import { certificateReport } from '../../../../nodes/shared/explain/certificateReport';

const plain: Circumstances = { ssl: 'useIfAvailable', port: 21 };
const report = certificateReport({
	subject: { CN: 'a' },
	issuer: { CN: 'b' },
	valid_from: 'Jan  1 00:00:00 2023 GMT',
	valid_to: 'Jan  1 00:00:00 2040 GMT',
	fingerprint256: 'ab',
	issuerChain: [],
	authorizationError: null,
	nameMatches: true,
	expectedName: 'a',
	now: 0,
	pins: [],
});
const certificate = (
	problem:
		| 'expired'
		| 'issuerExpired'
		| 'notYetValid'
		| 'nameMismatch'
		| 'unknownCa'
		| 'selfSigned'
		| 'pinMismatch'
		| 'revoked',
): Evidence => ({
	category: 'certificate',
	stage: 'certificate',
	report,
	problem,
});
const data = {
	category: 'dataChannel',
	stage: 'passive',
	mode: 'passive',
	direction: 'listing',
} as const;
const silent = (
	stage: 'connect' | 'greeting' | 'login',
	waitingFor: 'connection' | 'greeting' | 'login',
): Evidence => ({
	category: 'timeout',
	stage,
	seconds: 5,
	waitingFor,
});

// prettier-ignore
const rows: ReadonlyArray<readonly [string, Evidence, Partial<Circumstances>, string]> = [
	['no address', { category: 'dns', stage: 'resolve', code: 'ENOTFOUND' }, {}, 'hostNotFound'],
	['refused', { category: 'unreachable', stage: 'connect', code: 'ECONNREFUSED' }, {}, 'unreachable'],
	['silence on connect', silent('connect', 'connection'), {}, 'unreachable'],
	['SSH', { category: 'protocol', stage: 'greeting', how: 'looksLikeSsh' }, {}, 'notFtp'],
	['a TLS alert for a greeting', { category: 'protocol', stage: 'greeting', how: 'noDigits', sample: '\u0015\u0003\u0001' }, {}, 'implicitExpected'],
	['no greeting, implicit not tried', silent('greeting', 'greeting'), {}, 'implicitExpected'],
	['no greeting, implicit works', silent('greeting', 'greeting'), { worked: { ssl: 'implicit' } }, 'implicitExpected'],
	['no greeting, implicit works elsewhere', silent('greeting', 'greeting'), { worked: { port: 990, ssl: 'implicit' } }, 'serverSlow'],
	['no AUTH, implicit works elsewhere', { category: 'tlsUnsupported', stage: 'tls', what: 'AUTH' }, { ssl: 'explicit', worked: { port: 990, ssl: 'implicit' } }, 'tlsUnsupported'],
	['no greeting, nothing works', silent('greeting', 'greeting'), { worked: null }, 'serverSlow'],
	['no greeting although implicit', silent('greeting', 'greeting'), { ssl: 'implicit' }, 'serverSlow'],
	['no greeting on 990, where "if available" is implicit', silent('greeting', 'greeting'), { port: 990 }, 'serverSlow'],
	['implicit port', { category: 'tlsHandshake', stage: 'tls', how: 'implicitExpected' }, {}, 'implicitExpected'],
	['explicit port', { category: 'tlsHandshake', stage: 'tls', how: 'explicitExpected' }, {}, 'explicitExpected'],
	['text for TLS on an implicit try', { category: 'tlsHandshake', stage: 'tls', how: 'plainAnswer' }, { ssl: 'implicit' }, 'explicitExpected'],
	['closed at an implicit hello', { category: 'connectionLost', stage: 'tls', during: 'tls' }, { ssl: 'implicit' }, 'explicitExpected'],
	['old TLS', { category: 'tlsHandshake', stage: 'tls', how: 'versionTooOld' }, {}, 'tlsUnsupported'],
	['no client certificate', { category: 'tlsHandshake', stage: 'tls', how: 'clientCertificate' }, {}, 'loginRefused'],
	['TLS required', { category: 'tlsRequired', stage: 'login' }, { ssl: 'never' }, 'tlsRequired'],
	['TLS required for data', { category: 'tlsRequired', stage: 'data' }, { ssl: 'explicit' }, 'dataTlsRefused'],
	['no AUTH', { category: 'tlsUnsupported', stage: 'tls', what: 'AUTH' }, { ssl: 'explicit' }, 'tlsUnsupported'],
	['no PROT', { category: 'tlsUnsupported', stage: 'tls', what: 'PROT' }, {}, 'dataTlsRefused'],
	['expired', certificate('expired'), {}, 'certificateExpired'],
	['expired above', certificate('issuerExpired'), {}, 'certificateExpired'],
	['too early', certificate('notYetValid'), {}, 'certificateNotYetValid'],
	['wrong name', certificate('nameMismatch'), {}, 'certificateNameMismatch'],
	['unknown authority', certificate('unknownCa'), {}, 'certificateUntrusted'],
	['revoked', certificate('revoked'), {}, 'certificateUntrusted'],
	['self-signed', certificate('selfSigned'), {}, 'certificateSelfSigned'],
	['another pin', certificate('pinMismatch'), {}, 'fingerprintMismatch'],
	['wrong password', { category: 'auth', stage: 'login' }, {}, 'loginRefused'],
	['closed at login', { category: 'connectionLost', stage: 'login', during: 'login' }, {}, 'loginRefused'],
	['slow login', silent('login', 'login'), {}, 'serverSlow'],
	['too many', { category: 'tooManyConnections', stage: 'greeting' }, {}, 'tooManyConnections'],
	['no root', { category: 'notFound', stage: 'command', path: '/', rootFolder: '/in' }, {}, 'folderMissing'],
	['closed root', { category: 'permission', stage: 'command', path: '/', rootFolder: '/in' }, {}, 'folderMissing'],
	['no writing', { category: 'permission', stage: 'command', action: 'upload' }, {}, 'readOnly'],
	['full', { category: 'quota', stage: 'data' }, {}, 'readOnly'],
	['blocked', { ...data, how: 'silent' }, {}, 'dataChannelBlocked'],
	['cut listing', { ...data, stage: 'listing', how: 'cut' }, {}, 'dataChannelBlocked'],
	['inner address', { ...data, how: 'wrongAddress' }, {}, 'passiveAddressWrong'],
	['inner address, and no other way works', { ...data, how: 'wrongAddress' }, { worked: null }, 'dataChannelBlocked'],
	['refused, but not at the host', { ...data, how: 'refused' }, { worked: { passiveAddress: 'controlHost' } }, 'passiveAddressWrong'],
	['refused, but not in active mode', { ...data, how: 'refused' }, { worked: { mode: 'active' } }, 'dataChannelBlocked'],
	['address refused in active mode', { ...data, mode: 'active', how: 'wrongAddress' }, {}, 'dataChannelBlocked'],
	['no session reuse', { ...data, how: 'tlsRefused' }, {}, 'dataTlsRefused'],
	['another size', { category: 'integrity', stage: 'verify', how: 'sizeDiffers', direction: 'upload' }, {}, 'dataChannelBlocked'],
	['disk trouble in place of a listing', { ...data, stage: 'listing', how: 'replied', ftpCode: 451 }, {}, 'folderMissing'],
	['disk trouble in place of an upload', { ...data, stage: 'data', how: 'replied', direction: 'upload', ftpCode: 450 }, {}, 'readOnly'],
	['no port at the moment', { ...data, stage: 'passive', how: 'replied', ftpCode: 450 }, {}, 'dataChannelBlocked'],
	['421 to AUTH', { category: 'connectionLost', stage: 'tls', during: 'tls', ftpCode: 421 }, {}, 'tooManyConnections'],
	['no PASV', { category: 'unsupported', stage: 'passive', command: 'PASV', neededFor: 'x' }, {}, 'dataChannelBlocked'],
	['no LIST', { category: 'unsupported', stage: 'listing', command: 'LIST', neededFor: 'x' }, {}, 'listingNotUnderstood'],
];

describe('the verdict on an error', () => {
	it.each(rows)('%s', (_title, evidence, change, verdict) => {
		expect(verdictOf(toError(evidence), { ...plain, ...change })).toBe(verdict);
	});

	it('is none for what says nothing about the server', () => {
		for (const category of ['invalidInput', 'guard'] as const)
			expect(
				verdictOf(toError({ category, stage: 'local', message: 'm', description: 'd' }), plain),
			).toBeNull();
		expect(verdictOf(toError({ category: 'cancelled', stage: 'local' }), plain)).toBeNull();
	});

	it('can be every verdict but "ok"', () => {
		const seen = new Set(rows.map(([, , , verdict]) => verdict));
		expect(verdicts.filter((verdict) => !seen.has(verdict))).toEqual(['ok']);
	});
});

describe('a verdict in words', () => {
	it.each(verdicts.filter((verdict) => verdict !== 'ok'))(
		'has an explanation and a hint: %s',
		(verdict) => {
			const { explanation, hint } = explainVerdict(verdict);
			expect(explanation).toMatch(/^[A-Z].*\.$/);
			expect(hint).toMatch(/^[A-Z].*\.$/);
		},
	);

	it('prefers what the error knows, after settings that worked', () => {
		const error = toError({
			category: 'unreachable',
			stage: 'connect',
			code: 'ECONNREFUSED',
			host: 'ftp.example.com',
			port: 21,
		});
		const { explanation, hint } = explainVerdict('unreachable', error, {
			port: 990,
			ssl: 'implicit',
		});
		expect(explanation).toBe('ftp.example.com:21 refused the connection.');
		expect(hint).toMatch(
			/^These settings worked: Port 990, SSL Require SSL \(Implicit\)\. Nothing accepts/,
		);
	});
});

describe('the verdict on all stages', () => {
	const ok = { stage: 'resolve', status: 'ok' } as const;
	const denied = toError({ category: 'permission', stage: 'command', path: '/x' });

	it('is ok when nothing failed', () => {
		expect(verdictOfStages([ok, { stage: 'write', status: 'skipped' }], plain)).toBe('ok');
	});
	it('is that of the first failure', () => {
		const error = toError({ ...data, how: 'silent' });
		expect(
			verdictOfStages(
				[
					ok,
					{ stage: 'dataChannel', status: 'failed', error },
					{ stage: 'listing', status: 'skipped' },
				],
				plain,
			),
		).toBe('dataChannelBlocked');
	});
	it('takes a refusal in the write probe for read-only', () => {
		expect(verdictOfStages([{ stage: 'write', status: 'failed', error: denied }], plain)).toBe(
			'readOnly',
		);
		expect(verdictOfStages([{ stage: 'folder', status: 'failed', error: denied }], plain)).toBe(
			'folderMissing',
		);
	});
	it('takes a connection that breaks after the login for a server that cannot be reached', () => {
		const lost = { category: 'connectionLost', during: 'command' } as const;
		for (const stage of ['features', 'folder'] as const) {
			const error = toError({ ...lost, stage: stage === 'folder' ? 'listing' : 'command' });
			expect(verdictOfStages([{ stage, status: 'failed', error }], plain)).toBe('unreachable');
		}
	});
});
