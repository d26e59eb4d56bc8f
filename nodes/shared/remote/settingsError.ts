import { RemoteError } from '../model/RemoteError';
import { errorText } from './errorCode';

/** Runs what reads certificates and keys of the credential; OpenSSL's complaint becomes a sentence. @throws RemoteError `invalidInput` */
export function settingsError<R>(read: () => R): R {
	try {
		return read();
	} catch (error) {
		const text = errorText(error);
		throw new RemoteError({
			category: 'invalidInput',
			stage: 'tls',
			message: `A certificate or key of the credential cannot be read: ${text}`,
			description:
				'Check CA Certificates, Client Certificate, Client Key and its passphrase: each must be a whole PEM text from "-----BEGIN" to "-----END".',
			cause: error,
		});
	}
}
