import { certificateReport } from '../../../../nodes/shared/explain/certificateReport';
import { describeStage } from '../../../../nodes/shared/explain/describeStage';
import type { StageSeen, WriteAbilities } from '../../../../nodes/shared/explain/StageSeen';

const report = certificateReport({
	subject: { CN: 'ftp.example.com' },
	issuer: { CN: 'CA' },
	subjectAltName: 'DNS:ftp.example.com, DNS:b.example.com',
	valid_from: 'Jan  1 00:00:00 2026 GMT',
	valid_to: 'Jan 11 00:00:00 2026 GMT',
	fingerprint256: 'ab',
	issuerChain: [],
	authorizationError: 'CERT_HAS_EXPIRED',
	nameMatches: false,
	expectedName: 'other',
	now: Date.parse('2026-01-21T00:00:00Z'),
	pins: [],
});
const data = {
	stage: 'dataChannel',
	mode: 'passive',
	address: '192.0.2.1',
	dataPort: 4000,
	announcedAddress: null,
	resumed: null,
	durationMs: 1,
} as const;
const listing = {
	stage: 'listing',
	command: 'LIST',
	entries: 1,
	unknown: 0,
	modifiedPrecision: 'minute',
} as const;
const clock = { stage: 'clock', offsetSeconds: null, listedZoneMinutes: null } as const;
const write = { stage: 'write', wrote: 10, arrived: 10, renamed: true, deleted: true } as const;
const abilities: WriteAbilities = {
	...{ readBack: true, renameOver: false, resumeUpload: true, timeCommand: 'MFMT' },
	...{ hashes: ['sha256'], uploadMs: 3, downloadMs: 2 },
};

// prettier-ignore
it.each<[string, StageSeen, string | RegExp]>([
	['one address', { stage: 'resolve', addresses: ['192.0.2.1'], durationMs: 1 }, 'The host has the address 192.0.2.1.'],
	['two addresses', { stage: 'resolve', addresses: ['192.0.2.1', '::1'], durationMs: 1 }, 'The host has the addresses 192.0.2.1, ::1.'],
	['our own address', { stage: 'connect', address: '192.0.2.1', failed: [], port: 21, ssl: 'explicit', localAddress: '10.0.0.2' }, '192.0.2.1 accepted the connection on port 21; n8n connects from 10.0.0.2.'],
	['a greeting', { stage: 'greeting', text: '220 Hi', durationMs: 1 }, 'The server greets: "220 Hi".'],
	['no TLS', { stage: 'tls', security: 'none', ssl: 'never' }, 'The connection is not encrypted.'],
	['each problem of a certificate', { stage: 'certificate', report, check: 'allowAny', problem: 'expired' }, /CN=ftp\.example\.com, issued by CN=CA.* to 2026-01-11, for ftp\.example\.com, b\.example\.com\..*It expired on 2026-01-11 and is not for the host but for/],
	['no certificate', { stage: 'certificate', report: null, check: 'verify', problem: null }, 'Without TLS there is none.'],
	['a login without words', { stage: 'login', durationMs: 1, localAddress: null, reply: '', maxConnections: 1 }, 'The login works.'],
	['no features', { stage: 'features', features: [] }, /does not list its features/],
	['plain data', data, 'A data connection to port 4000 of 192.0.2.1 works, not encrypted.'],
	['resumed TLS', { ...data, resumed: true }, /works, encrypted, the TLS session resumed\.$/],
	['TLS of its own', { ...data, resumed: false }, /with a TLS session of its own/],
	['a refused listing', { ...data, refused: true }, /can be opened, but the server refused to list/],
	['active mode', { ...data, mode: 'active', resumed: true }, /The server opened a data connection to n8n/],
	['a listing', listing, 'LIST shows 1 entry, times exact to the minute.'],
	['an empty listing', { ...listing, entries: 0 }, 'LIST shows 0 entries.'],
	['a listing without times', { ...listing, entries: 1200, modifiedPrecision: 'none' }, 'LIST shows 1,200 entries, without times.'],
	['no clock', clock, /could not be measured/],
	['a zone', { ...clock, listedZoneMinutes: -300 }, 'Listings show times 300 minutes behind UTC.'],
	['a wrong clock', { stage: 'clock', offsetSeconds: 90, listedZoneMinutes: 0 }, 'Listings show times in UTC. The clock of the server is 90 seconds ahead.'],
	['a right clock', { stage: 'clock', offsetSeconds: 0, listedZoneMinutes: 0 }, /is right\.$/],
	['an upload that never came', { ...write, arrived: 0 }, '10 bytes were written, 0 bytes arrived.'],
	['what works', { ...write, abilities }, /Works: reading back, rename, continuing an upload \(REST\), setting the time \(MFMT\), hashes \(sha256\), delete\. Does not work: rename over an existing file\. Upload took 3 ms/],
	['a size that nobody tells', { ...write, arrived: null, abilities: { ...abilities, hashes: [] } }, /tells no size.*Does not work: .*hashes\./],
	['connections', { stage: 'connections', asked: 25, reached: 3 }, '3 of 25 connections could be open at the same time.'],
])('describes %s', (_title, seen, text) => {
	if (typeof text === 'string') expect(describeStage(seen)).toBe(text);
	else expect(describeStage(seen)).toMatch(text);
});
