import { judgeStage } from '../../../../nodes/shared/explain/judgeStage';
import type { StageSeen } from '../../../../nodes/shared/explain/StageSeen';
import { certificateReport } from '../../../../nodes/shared/explain/certificateReport';

const now = Date.parse('2026-06-15T12:00:00Z');
const report = (valid_to: string) =>
	certificateReport({
		subject: { CN: 'a' },
		issuer: { CN: 'b' },
		valid_from: 'Jan  1 00:00:00 2023 GMT',
		valid_to,
		fingerprint256: 'ab'.repeat(32),
		issuerChain: [],
		authorizationError: null,
		nameMatches: true,
		expectedName: 'a',
		now,
		pins: [],
	});
const soon = report('Jul 15 12:00:00 2026 GMT');
const later = report('Jul 17 12:00:00 2026 GMT');
const login = {
	stage: 'login',
	durationMs: 100,
	localAddress: '10.0.0.2',
	reply: 'Welcome',
	maxConnections: 25,
} as const;
const data = {
	stage: 'dataChannel',
	mode: 'passive',
	address: '192.0.2.1',
	dataPort: 50123,
	announcedAddress: null,
	resumed: true,
	durationMs: 1,
} as const;
const listing = {
	stage: 'listing',
	command: 'MLSD',
	entries: 3,
	unknown: 0,
	modifiedPrecision: 'second',
} as const;
const write = { stage: 'write', wrote: 10, arrived: 10, renamed: true, deleted: true } as const;

// prettier-ignore
it.each<[string, StageSeen, 'ok' | 'warning', RegExp]>([
	['one address', { stage: 'resolve', addresses: ['192.0.2.1'], durationMs: 1 }, 'ok', /^$/],
	['several addresses', { stage: 'resolve', addresses: ['192.0.2.1', '192.0.2.2'], durationMs: 1 }, 'ok', /2 addresses; all are tried/],
	['an address that fails', { stage: 'connect', address: '192.0.2.1', failed: [{ address: '2001:db8::1', code: 'ENETUNREACH' }], port: 21, ssl: 'explicit' }, 'warning', /2001:db8::1 \(ENETUNREACH\)/],
	['an unusual port', { stage: 'connect', address: '192.0.2.1', failed: [], port: 990, ssl: 'explicit' }, 'warning', /implicit TLS by custom/],
	['a usual port', { stage: 'connect', address: '192.0.2.1', failed: [], port: 21, ssl: 'explicit' }, 'ok', /^$/],
	['a late greeting', { stage: 'greeting', text: 'Hi', durationMs: 9000 }, 'warning', /DNS/],
	['a prompt greeting', { stage: 'greeting', text: 'Hi', durationMs: 9 }, 'ok', /^$/],
	['a server without TLS', { stage: 'tls', security: 'none', ssl: 'useIfAvailable' }, 'warning', /unencrypted/],
	['a choice without TLS', { stage: 'tls', security: 'none', ssl: 'never' }, 'warning', /unencrypted.*Set SSL/],
	['old TLS', { stage: 'tls', security: 'TLSv1.1', ssl: 'explicit' }, 'warning', /outdated/],
	['new TLS', { stage: 'tls', security: 'TLSv1.3', ssl: 'explicit' }, 'ok', /^$/],
	['a certificate of 30 days', { stage: 'certificate', report: soon, check: 'verify', problem: null }, 'warning', /expires in 30 days \(2026-07-15\)/],
	['a certificate of 32 days', { stage: 'certificate', report: later, check: 'verify', problem: null }, 'ok', /^$/],
	['an unchecked certificate', { stage: 'certificate', report: later, check: 'allowAny', problem: 'selfSigned' }, 'warning', /AB:AB/],
	['an unchecked certificate that is in order', { stage: 'certificate', report: later, check: 'allowAny', problem: null }, 'warning', /in order/],
	['a pinned certificate', { stage: 'certificate', report: soon, check: 'pin', problem: null }, 'ok', /fingerprint changes/],
	['no certificate', { stage: 'certificate', report: null, check: 'verify', problem: null }, 'ok', /^$/],
	['a login', login, 'ok', /10\.0\.0\.2/],
	['a slow login', { ...login, durationMs: 6000 }, 'warning', /took long/],
	['a password about to expire', { ...login, reply: 'Your password must be changed within 3 days' }, 'warning', /changed soon/],
	['a second factor', { ...login, reply: 'Two-factor login' }, 'warning', /Max Connections to 1/],
	['a second factor with one connection', { ...login, reply: 'Two-factor login', maxConnections: 1 }, 'ok', /10/],
	['all features', { stage: 'features', features: ['MLST type*;size*', 'UTF8', 'REST STREAM'] }, 'ok', /^$/],
	['no FEAT', { stage: 'features', features: [] }, 'ok', /^Listings are read from LIST.*what else works/],
	['few features', { stage: 'features', features: ['SIZE'] }, 'ok', /no MLSD.*no UTF8.*no REST/],
	['an empty Root Folder', { stage: 'folder', rootFolder: '', absolute: '/home/bob' }, 'ok', /\/home\/bob/],
	['a Root Folder', { stage: 'folder', rootFolder: '/in', absolute: '/in' }, 'ok', /^$/],
	['a data port', data, 'ok', /Port 50123 worked.*whole range/],
	['a server behind NAT', { ...data, announcedAddress: '10.9.9.9' }, 'ok', /10\.9\.9\.9.*192\.0\.2\.1 was used/],
	['active mode', { ...data, mode: 'active' }, 'warning', /Prefer/],
	['a good listing', listing, 'ok', /^$/],
	['a listing to the minute', { ...listing, command: 'LIST', modifiedPrecision: 'minute' }, 'ok', /minute/],
	['a listing without times', { ...listing, command: 'LIST', modifiedPrecision: 'none' }, 'warning', /no times/],
	['lines not understood', { ...listing, unknown: 1 }, 'warning', /1 line of.*incomplete/],
	['names that cannot be used and no others', { ...listing, entries: 0, unknown: 2 }, 'warning', /2 lines.*no other/],
	['a right clock', { stage: 'clock', offsetSeconds: 3, listedZoneMinutes: 0 }, 'ok', /^$/],
	['a clock ahead', { stage: 'clock', offsetSeconds: 300.4, listedZoneMinutes: 0 }, 'warning', /300 seconds ahead of/],
	['a clock behind', { stage: 'clock', offsetSeconds: -300, listedZoneMinutes: 0 }, 'warning', /300 seconds behind that/],
	['listings in local time', { stage: 'clock', offsetSeconds: null, listedZoneMinutes: 120 }, 'ok', /120 minutes ahead.*Server Time Zone/],
	['a write probe', write, 'ok', /^$/],
	['a drop box', { ...write, renamed: false }, 'warning', /Direct/],
	['a probe that stays', { ...write, deleted: false }, 'warning', /left behind/],
	['a server that does not tell sizes', { ...write, arrived: null }, 'ok', /^$/],
	['fewer connections than asked', { stage: 'connections', asked: 25, reached: 5 }, 'warning', /Max Connections to 5/],
	['as many as asked', { stage: 'connections', asked: 25, reached: 25 }, 'ok', /^$/],
])('has the right remark on %s', (_title, seen, status, hint) => {
	const judged = judgeStage(seen);
	expect(judged.status).toBe(status);
	expect(judged.hint).toMatch(hint);
	expect(judged.hint).not.toMatch(/undefined|null|NaN|\s\s|!/);
});
