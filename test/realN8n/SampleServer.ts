import type { IDataObject } from 'n8n-workflow';
import { samples, writeSamples } from '../demo/samples';
import { testCertificates } from '../support/certificates';
import { FtpServer } from '../support/server/FtpServer';

/** An FTP server with sample files and explicit TLS, and the credential that fits. */
export class SampleServer {
	private constructor(
		readonly ftp: FtpServer,
		/** PEM of the authority that signed the server's certificate. */
		readonly caPem: string,
		readonly fingerprint: string,
	) {}

	/** Listens on 127.0.0.1, and puts its files into that folder. */
	static async start(root: string): Promise<SampleServer> {
		const { caPem, server } = await testCertificates();
		const ftp = await FtpServer.start({ root, tls: 'explicit', certificate: server });
		await writeSamples(ftp.root, samples());
		return new SampleServer(ftp, caPem, server.fingerprint256);
	}

	/** What a person would fill in. */
	get credentialData(): IDataObject {
		return {
			host: this.ftp.host,
			port: this.ftp.port,
			user: 'test',
			password: 'secret',
			ssl: 'explicit',
			certificateCheck: 'verify',
			caCertificates: this.caPem,
			rootFolder: '',
			maxConnections: 10,
			timeout: 20,
		};
	}

	stop(): Promise<void> {
		return this.ftp.stop();
	}
}
