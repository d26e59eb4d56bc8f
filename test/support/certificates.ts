// @peculiar/x509 needs the metadata polyfill that @n8n/di loads.
import '@n8n/di';
import {
	AuthorityKeyIdentifierExtension,
	BasicConstraintsExtension,
	ExtendedKeyUsage,
	ExtendedKeyUsageExtension,
	KeyUsageFlags,
	KeyUsagesExtension,
	PemConverter,
	SubjectAlternativeNameExtension,
	SubjectKeyIdentifierExtension,
	X509CertificateGenerator,
	cryptoProvider,
	type X509Certificate,
} from '@peculiar/x509';
import { X509Certificate as NodeCertificate, randomBytes, webcrypto } from 'node:crypto';

/** A certificate with its key, as PEM texts. `fingerprint256` has colons, as Node writes it. */
export interface TestCertificate {
	readonly certPem: string;
	readonly keyPem: string;
	/** The CA that signed it; absent where nothing but the certificate itself vouches for it. */
	readonly caPem?: string;
	readonly fingerprint256: string;
}

type Name =
	| 'server'
	| 'expired'
	| 'expiringSoon'
	| 'notYetValid'
	| 'wrongName'
	| 'wildcard'
	| 'selfSigned'
	| 'otherCa'
	| 'client';

/** `caPem` is the CA that a test should trust; every certificate but `selfSigned` and `otherCa` is signed by it. */
export type TestCertificates = Readonly<Record<Name, TestCertificate>> & {
	readonly caPem: string;
};

interface Authority {
	readonly certificate: X509Certificate;
	readonly keys: webcrypto.CryptoKeyPair;
}

interface Request {
	readonly commonName: string;
	readonly dns?: readonly string[];
	readonly addresses?: readonly string[];
	/** Days from now. */
	readonly from?: number;
	readonly to?: number;
	readonly client?: boolean;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const dayMs = 86_400_000;
let cached: Promise<TestCertificates> | undefined;

/** Makes every certificate once a process; some tens of milliseconds. */
export function testCertificates(): Promise<TestCertificates> {
	cached ??= make();
	return cached;
}

async function make(): Promise<TestCertificates> {
	cryptoProvider.set(webcrypto);
	const [authority, stranger] = await Promise.all([
		makeAuthority('FTP Test CA'),
		makeAuthority('Other Test CA'),
	]);
	const local: Request = {
		commonName: 'localhost',
		dns: ['localhost', 'ftp.test'],
		addresses: ['127.0.0.1', '::1'],
	};
	return {
		caPem: authority.certificate.toString('pem'),
		server: await issue(local, authority),
		expired: await issue({ ...local, from: -60, to: -1 }, authority),
		expiringSoon: await issue({ ...local, to: 10 }, authority),
		notYetValid: await issue({ ...local, from: 1, to: 60 }, authority),
		wrongName: await issue({ commonName: 'wrong.test', dns: ['wrong.test'] }, authority),
		// Node and OpenSSL take no wildcard right below a top-level name, so `*.ftp.test` is the part that matches.
		wildcard: await issue({ commonName: '*.test', dns: ['*.test', '*.ftp.test'] }, authority),
		selfSigned: await issue(local, null),
		otherCa: await issue(local, stranger),
		client: await issue({ commonName: 'test client', client: true }, authority),
	};
}

function makeKeys(): Promise<webcrypto.CryptoKeyPair> {
	return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

async function makeAuthority(commonName: string): Promise<Authority> {
	const keys = await makeKeys();
	const certificate = await X509CertificateGenerator.createSelfSigned({
		serialNumber: serial(),
		name: `CN=${commonName}`,
		notBefore: daysFromNow(-60),
		notAfter: daysFromNow(3650),
		signingAlgorithm: algorithm,
		keys,
		extensions: [
			new BasicConstraintsExtension(true, undefined, true),
			new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
			await SubjectKeyIdentifierExtension.create(keys.publicKey),
		],
	});
	return { certificate, keys };
}

/** Signs a certificate for new keys; without an authority the certificate signs itself. */
async function issue(request: Request, authority: Authority | null): Promise<TestCertificate> {
	const keys = await makeKeys();
	const common = {
		serialNumber: serial(),
		notBefore: daysFromNow(request.from ?? -30),
		notAfter: daysFromNow(request.to ?? 365),
		signingAlgorithm: algorithm,
		extensions: [
			new BasicConstraintsExtension(false, undefined, true),
			new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
			new ExtendedKeyUsageExtension([
				request.client ? ExtendedKeyUsage.clientAuth : ExtendedKeyUsage.serverAuth,
			]),
			...alternativeNames(request),
			await SubjectKeyIdentifierExtension.create(keys.publicKey),
		],
	};
	const subject = `CN=${request.commonName}`;
	if (authority === null) {
		const own = await X509CertificateGenerator.createSelfSigned({ ...common, name: subject, keys });
		return exported(own, keys);
	}
	const signed = await X509CertificateGenerator.create({
		...common,
		subject,
		issuer: authority.certificate.subject,
		publicKey: keys.publicKey,
		signingKey: authority.keys.privateKey,
		extensions: [
			...common.extensions,
			await AuthorityKeyIdentifierExtension.create(authority.keys.publicKey),
		],
	});
	return { ...(await exported(signed, keys)), caPem: authority.certificate.toString('pem') };
}

function alternativeNames(request: Request): SubjectAlternativeNameExtension[] {
	const all = [
		...(request.dns ?? []).map((value) => ({ type: 'dns' as const, value })),
		...(request.addresses ?? []).map((value) => ({ type: 'ip' as const, value })),
	];
	return all.length === 0 ? [] : [new SubjectAlternativeNameExtension(all)];
}

async function exported(
	certificate: X509Certificate,
	keys: webcrypto.CryptoKeyPair,
): Promise<TestCertificate> {
	const key = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
	const certPem = certificate.toString('pem');
	return {
		certPem,
		keyPem: PemConverter.encode(key, 'PRIVATE KEY'),
		fingerprint256: new NodeCertificate(certPem).fingerprint256,
	};
}

/** Positive and never 0: the first byte keeps its top bit clear. */
function serial(): string {
	const bytes = randomBytes(16);
	bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
	return bytes.toString('hex');
}

function daysFromNow(days: number): Date {
	return new Date(Date.now() + days * dayMs);
}
