import { X509Certificate } from 'node:crypto';
import { testCertificates, type TestCertificates } from './certificates';

let certificates: TestCertificates;
beforeAll(async () => {
	certificates = await testCertificates();
});

const issued = (name: Exclude<keyof TestCertificates, 'caPem'>) =>
	new X509Certificate(certificates[name].certPem);

describe('testCertificates', () => {
	it.each(['server', 'expired', 'notYetValid', 'wrongName', 'wildcard', 'client'] as const)(
		'signs %s with the CA that tests trust',
		(name) => {
			const ca = new X509Certificate(certificates.caPem);
			expect(issued(name).checkIssued(ca)).toBe(true);
			expect(issued(name).verify(ca.publicKey)).toBe(true);
		},
	);

	it('has one certificate that signs itself and one of another CA', () => {
		expect(issued('selfSigned').verify(issued('selfSigned').publicKey)).toBe(true);
		expect(issued('otherCa').verify(new X509Certificate(certificates.caPem).publicKey)).toBe(false);
	});

	it('names every way to reach the test server', () => {
		expect(issued('server').checkHost('localhost')).toBe('localhost');
		expect(issued('server').checkHost('ftp.test')).toBe('ftp.test');
		expect(issued('server').checkIP('127.0.0.1')).toBe('127.0.0.1');
		expect(issued('server').checkIP('::1')).toBe('::1');
		expect(issued('wrongName').checkHost('localhost')).toBeUndefined();
		expect(issued('wildcard').checkHost('files.ftp.test')).toBe('*.ftp.test');
		expect(issued('wildcard').checkHost('localhost')).toBeUndefined();
	});

	it('dates two certificates outside of today', () => {
		expect(Date.parse(issued('expired').validTo)).toBeLessThan(Date.now());
		expect(Date.parse(issued('notYetValid').validFrom)).toBeGreaterThan(Date.now());
	});

	it('is made once a process', async () => {
		expect(await testCertificates()).toBe(certificates);
	});
});
