import { Credentials } from 'n8n-core';
import type { ICredentialDataDecryptedObject, ICredentialsHelper } from 'n8n-workflow';

/** Credential data, found by the credential's name in the workflow, else by its type. */
export type CredentialMap = Readonly<Record<string, ICredentialDataDecryptedObject>>;

/** Plays n8n's credential database; only what nodes with their own I/O ask for is there. */
export function credentialStore(stored: CredentialMap): ICredentialsHelper {
	const unused = async () => {
		throw new Error('The tests use no such credential');
	};
	return {
		getParentTypes: () => [],
		getCredentialsProperties: () => [],
		authenticate: unused,
		preAuthentication: async () => undefined,
		updateCredentials: unused,
		updateCredentialsOauthTokenData: unused,
		getCredentials: async (details, type) =>
			new Credentials({ id: details.id, name: details.name }, type, ''),
		getDecrypted: async (_additionalData, details, type) => {
			const data = stored[details.name] ?? stored[type];
			if (!data) throw new Error(`The tests have no credential "${details.name}" of type ${type}`);
			return structuredClone(data);
		},
	};
}
