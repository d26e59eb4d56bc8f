import assert from 'node:assert/strict';
import type { IDataObject, INodeCredentialTestResult } from 'n8n-workflow';
import type { Check } from '../Check';
import type { Lab } from '../Lab';

/** The test behind the credential's form. */
export const credential: readonly Check[] = [
	{
		title: 'The test of a good credential succeeds and says what was reached',
		run: async (lab) => {
			const { status, message } = await tested(lab, {});
			assert.equal(status, 'OK', message);
			assert.match(message, /TLS/);
			return message;
		},
	},
	failing('A wrong password fails in plain words', { password: 'wrong' }, /password|username/i),
	failing(
		'A certificate of an unknown authority fails in plain words',
		{ caCertificates: '' },
		/authority|certificate/i,
	),
	failing(
		'A server without TLS from the first byte is told from one with it',
		{ ssl: 'implicit' },
		/implicit|explicit/i,
	),
	failing('A root folder that is missing is named', { rootFolder: '/nowhere' }, /\/nowhere/),
	{
		title: 'A certificate is accepted by its fingerprint',
		run: async (lab) => {
			const data = {
				certificateCheck: 'pin',
				caCertificates: '',
				fingerprint: lab.server.fingerprint,
			};
			const { status, message } = await tested(lab, data);
			assert.equal(status, 'OK', message);
			return message;
		},
	},
];

function failing(title: string, data: IDataObject, words: RegExp): Check {
	return {
		title,
		run: async (lab) => {
			const { status, message } = await tested(lab, data);
			assert.equal(status, 'Error', message);
			assert.match(message, words);
			assert.doesNotMatch(message, /E[A-Z]{5,}|secret|undefined|\[object/);
			return message;
		},
	};
}

async function tested(lab: Lab, change: IDataObject): Promise<INodeCredentialTestResult> {
	const name = 'Tested';
	const type = 'ftpRemoteApi';
	const data = { ...lab.server.credentialData, ...change };
	const { id } = await lab.rest.post<{ id: string }>('/rest/credentials', { name, type, data });
	return lab.rest.post('/rest/credentials/test', { credentials: { id, name, type, data } });
}
