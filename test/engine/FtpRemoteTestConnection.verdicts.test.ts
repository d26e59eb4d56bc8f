import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { closedPort } from '../support/closedPort';
import { testCertificates, type TestCertificates } from '../support/certificates';
import { credentialFor, itemsOfTest } from '../support/engine/runTestConnection';
import { stopEngine } from '../support/engine/stopEngine';
import { FtpServer } from '../support/server/FtpServer';
import {
	dataHandshake,
	dataPort,
	dropBefore,
	greetings,
	listingLines,
	on,
	pasvAddress,
	refuse,
	reply,
	replyAndClose,
	sendRaw,
	silence,
	storeOnly,
	type Rule,
} from '../support/server/faults';
import type { ServerOptions } from '../support/server/settings';

/** The real ones (21, 990, 3021, 3990) may be taken by anybody on the machine of the tests. */
jest.mock('../../nodes/shared/explain/candidatePorts', () => ({ candidatePorts: [] }));

// Loading the engine and making certificates would count as silence of the first servers.
beforeAll(async () => {
	await testCertificates();
	await itemsOfTest(credentialFor({ port: await closedPort() }));
});
afterAll(stopEngine);

interface Case {
	readonly server?: ServerOptions;
	/** One of `testCertificates`, where it is not `server`. */
	readonly shows?: Exclude<keyof TestCertificates, 'caPem'>;
	readonly faults?: readonly Rule[];
	readonly credential?: ICredentialDataDecryptedObject;
	readonly options?: { readonly writeProbe?: boolean };
	/** The stage that fails, where one does. */
	readonly stage?: string;
}

const tls = { tls: 'explicit' } as const;
const dataPorts = ['EPSV', 'PASV'];
const listings = ['LIST', 'MLSD'];
const advanced = { advanced: true };
/** For cases in which nothing but silence is to come. */
const soon = { timeout: 2 };

// prettier-ignore
const cases: ReadonlyArray<readonly [verdict: string, title: string, situation: Case]> = [
	['ok', 'a server with TLS', { server: tls }],
	['ok', 'a plain server', {}],
	['ok', 'a folder that is empty, which the server calls an error', { faults: [on(listings, reply('550 No files found'))] }],
	['ok', 'a folder that is empty, which the server calls a temporary error', { faults: [on(listings, reply('450 No files found'))] }],
	['ok', 'MLSD that is denied to everybody', { faults: [on('MLSD', reply('550 Unable to handle command'))] }],
	['ok', 'ports that cannot be asked for by EPSV, because nobody answers', { faults: [on('EPSV', silence())] }],
	['ok', 'ports that cannot be asked for by EPSV, because the connection is cut', { faults: [on('EPSV', dropBefore())] }],
	['hostNotFound', 'a name that does not exist', { credential: { host: 'ftp.invalid' }, stage: 'resolve' }],
	['notFtp', 'an SSH server', { faults: [on('GREETING', sendRaw(greetings.ssh))], stage: 'greeting' }],
	['notFtp', 'a web server', { faults: [on('GREETING', sendRaw(greetings.http))], stage: 'greeting' }],
	['implicitExpected', 'explicit settings against an implicit port', { server: { tls: 'implicit' }, credential: { ssl: 'explicit' }, stage: 'greeting' }],
	['implicitExpected', 'an implicit port with data ports that stay silent', { server: { tls: 'implicit' }, credential: { ssl: 'explicit' }, faults: [on(dataPorts, dataPort('filtered'))], stage: 'greeting' }],
	['implicitExpected', 'plain settings against an implicit port', { server: { tls: 'implicit' }, credential: { ssl: 'never' }, stage: 'greeting' }],
	['explicitExpected', 'implicit settings against an explicit port', { server: tls, credential: { ssl: 'implicit' }, stage: 'tls' }],
	['explicitExpected', 'implicit settings against a plain port', { credential: { ssl: 'implicit' }, stage: 'tls' }],
	['tlsRequired', 'plain settings where TLS is required', { server: { tls: 'required' }, credential: { ssl: 'never' }, stage: 'login' }],
	['tlsUnsupported', 'required TLS where there is none', { credential: { ssl: 'explicit' }, stage: 'tls' }],
	['tlsUnsupported', 'no TLS version in common', { server: { ...tls, maxTlsVersion: 'TLSv1.2' }, credential: { ...advanced, minTlsVersion: 'TLSv1.3' }, stage: 'tls' }],
	['certificateExpired', 'a certificate of the past', { server: tls, shows: 'expired', stage: 'certificate' }],
	['certificateNotYetValid', 'a certificate of the future', { server: tls, shows: 'notYetValid', stage: 'certificate' }],
	['certificateNameMismatch', 'a certificate for another name', { server: tls, shows: 'wrongName', stage: 'certificate' }],
	['certificateNameMismatch', 'a wildcard that does not reach the host', { server: tls, shows: 'wildcard', stage: 'certificate' }],
	['ok', 'a wildcard that matches the TLS Server Name', { server: tls, shows: 'wildcard', credential: { serverName: 'a.ftp.test' } }],
	['certificateUntrusted', 'a certificate of an unknown authority', { server: tls, shows: 'otherCa', stage: 'certificate' }],
	['certificateSelfSigned', 'a certificate that signs itself', { server: tls, shows: 'selfSigned', stage: 'certificate' }],
	['fingerprintMismatch', 'another certificate than the pinned one', { server: tls, credential: { certificateCheck: 'pin', fingerprint: 'AB'.repeat(32) }, stage: 'certificate' }],
	['certificateSelfSigned', 'another, self-signed certificate on data connections', { server: tls, faults: [], stage: 'dataChannel' }],
	['loginRefused', 'a wrong password', { credential: { password: 'hunter2xyz' }, stage: 'login' }],
	['loginRefused', 'a disabled account', { faults: [on('PASS', reply('530 Account disabled'))], stage: 'login' }],
	['loginRefused', 'an address that is not allowed', { faults: [on('GREETING', replyAndClose('530 Your IP address is not allowed'))], stage: 'greeting' }],
	['loginRefused', 'a client certificate that is missing', { server: tls, stage: 'login' }],
	['tooManyConnections', '421 in place of the greeting', { server: { maxConnections: 0 }, stage: 'greeting' }],
	['tooManyConnections', 'a full server that says so at the login', { server: { maxConnections: 0, tooMany: 'login' }, stage: 'login' }],
	['tooManyConnections', '421 in place of the answer to AUTH TLS', { server: tls, faults: [on('AUTH', replyAndClose('421 Service not available'))], stage: 'tls' }],
	['unreachable', 'a port that hangs up on everybody', { faults: [on('GREETING', dropBefore())], stage: 'greeting' }],
	['unreachable', 'the same with implicit settings', { credential: { ssl: 'implicit' }, faults: [on('GREETING', dropBefore())], stage: 'tls' }],
	['unreachable', 'a server that hangs up after the login', { server: tls, faults: [on('PROT', dropBefore())], stage: 'features' }],
	['unreachable', 'a server that hangs up at the Root Folder', { faults: [on('CWD', dropBefore())], stage: 'folder' }],
	['folderMissing', 'a Root Folder that is not there', { credential: { rootFolder: '/none' }, stage: 'folder' }],
	['folderMissing', 'a Root Folder that may not be entered', { faults: [on('CWD', reply('550 Permission denied'))], stage: 'folder' }],
	['folderMissing', 'a Root Folder that may not be read', { faults: [on(listings, reply('550 Permission denied'))], stage: 'listing' }],
	['folderMissing', 'the same over TLS', { server: tls, faults: [on(listings, reply('550 Permission denied'))], stage: 'listing' }],
	['folderMissing', 'a folder that vsftpd failed to open', { faults: [on(listings, reply('150 Here comes', '226 Transfer done (but failed to open directory).'))], stage: 'listing' }],
	['folderMissing', 'a folder that the disk of the server cannot read', { faults: [on(listings, reply('451 Local error in processing'))], stage: 'listing' }],
	['dataChannelBlocked', 'data ports that refuse', { faults: [on(dataPorts, dataPort('refused'))], stage: 'dataChannel' }],
	['dataChannelBlocked', 'data ports behind a firewall that drops', { credential: soon, faults: [on(dataPorts, dataPort('filtered'))], stage: 'dataChannel' }],
	['dataChannelBlocked', 'data ports that nobody serves', { credential: soon, faults: [on(dataPorts, dataPort('unserved'))], stage: 'dataChannel' }],
	['dataChannelBlocked', 'data ports that stay silent', { credential: soon, faults: [on(dataPorts, dataPort('silent'))], stage: 'dataChannel' }],
	['dataChannelBlocked', 'data ports that are reset', { faults: [on(dataPorts, dataPort('reset'))], stage: 'dataChannel' }],
	['dataChannelBlocked', 'data ports that refuse, with TLS', { server: tls, faults: [on(dataPorts, dataPort('refused'))], stage: 'dataChannel' }],
	['dataChannelBlocked', 'a server that never comes in active mode', { credential: { ...advanced, ...soon, mode: 'active' }, faults: [on(['PORT', 'EPRT'], reply('200 Will do')), on(listings, silence())], stage: 'dataChannel' }],
	['dataChannelBlocked', 'uploads of zero bytes', { faults: [on('STOR', storeOnly(0))], options: { writeProbe: true }, stage: 'write' }],
	['dataChannelBlocked', 'uploads that are cut', { faults: [on('STOR', storeOnly(1000))], options: { writeProbe: true }, stage: 'write' }],
	['dataChannelBlocked', '425 in place of the listing', { faults: [on(listings, reply("425 Can't open data connection"))], stage: 'dataChannel' }],
	['passiveAddressWrong', 'an inner address, trusted', { credential: { ...advanced, passiveAddress: 'server' }, faults: [on('PASV', pasvAddress('127.0.0.254'))], stage: 'dataChannel' }],
	['dataTlsRefused', 'PROT P refused', { server: tls, faults: [refuse('PROT', 536)], stage: 'dataChannel' }],
	['dataTlsRefused', 'a handshake refused on the data connection', { server: tls, faults: [on(listings, dataHandshake('refuse'))], stage: 'dataChannel' }],
	['dataTlsRefused', '522 for a session that was not reused', { server: tls, faults: [on(listings, reply('522 SSL connection failed: session reuse required'))], stage: 'dataChannel' }],
	['listingNotUnderstood', 'a listing in no known form', { faults: [on(listings, listingLines('what', 'is this'))], stage: 'listing' }],
	['listingNotUnderstood', 'a server that cannot list', { server: { off: ['LIST', 'MLSD', 'MLST'] }, stage: 'listing' }],
	['listingNotUnderstood', 'listings that are denied to everybody', { faults: [on(listings, reply('550 Unable to handle command'))], stage: 'listing' }],
	['readOnly', 'an account that may only read', { server: { readOnlyUsers: ['test'] }, options: { writeProbe: true }, stage: 'write' }],
	['readOnly', 'a full disk', { faults: [on('STOR', reply('452 No space left'))], options: { writeProbe: true }, stage: 'write' }],
	['readOnly', 'a disk that fails', { faults: [on('STOR', reply('451 Local error in processing'))], options: { writeProbe: true }, stage: 'write' }],
	['serverSlow', 'a login that is not answered', { credential: soon, faults: [on('PASS', silence())], stage: 'login' }],
	['serverSlow', 'a greeting that never comes, with TLS or without', { credential: soon, faults: [on('GREETING', silence())], stage: 'greeting' }],
	['serverSlow', 'a command that is not answered', { credential: soon, faults: [on('CWD', silence())], stage: 'folder' }],
];

// Side by side, because many of them wait for a silence to be long enough.
it.concurrent.each(cases)('%s: %s', async (verdict, title, situation) => {
	const certificates = await testCertificates();
	const shown = situation.shows ? certificates[situation.shows] : null;
	const server = await FtpServer.start({ certificate: shown, ...situation.server });
	try {
		if (title.includes('on data connections'))
			server.settings.dataCertificate = certificates.selfSigned;
		if (title.includes('client certificate')) server.settings.clientCa = certificates.caPem;
		server.script(...(situation.faults ?? []));
		const credential = credentialFor(server, {
			caCertificates: certificates.caPem,
			// Two diagnoses at once, with three ways to data each.
			maxConnections: 12,
			...situation.credential,
		});
		const options = situation.options ?? {};
		const [[tested] = [], stages = []] = await Promise.all(
			(['test', 'diagnose'] as const).map(
				async (operation) => await itemsOfTest(credential, { operation, options }),
			),
		);
		expect(tested).toMatchObject({ verdict, ok: verdict === 'ok' });
		expect(stages.at(-1)).toMatchObject({ stage: 'verdict', data: { verdict } });
		const failed = stages.filter(({ status }) => status === 'failed').map(({ stage }) => stage);
		expect(failed).toEqual(verdict === 'ok' ? [] : [situation.stage, 'verdict']);
		expect(tested?.failedStage).toBe(situation.stage ?? null);
		expect(JSON.stringify([tested, stages])).not.toMatch(/secret|hunter2xyz/);
	} finally {
		await server.stop();
	}
});

it.concurrent('unreachable: a port where nobody listens', async () => {
	const port = await closedPort();
	const [tested] = await itemsOfTest(credentialFor({ port }));
	expect(tested).toMatchObject({
		ok: false,
		verdict: 'unreachable',
		failedStage: 'connect',
		localAddress: '127.0.0.1',
		hint: expect.stringContaining('n8n connects from 127.0.0.1'),
	});
});
