import { RemoteError } from '../../../../nodes/shared/model/RemoteError';
import { testCredential } from '../../../../nodes/shared/n8n/credentialTest';
import { runContext } from '../../../../nodes/shared/n8n/runContext';
import type { RemoteSettings } from '../../../../nodes/shared/remote/settings';

type Check = Parameters<typeof testCredential>[2];

const signal = new AbortController().signal;
const run = runContext({ signal } as Parameters<typeof runContext>[0]);
const seen = { security: 'TLSv1.3', server: 'vsFTPd', entries: 3, certificate: null };
const worked = (async () => seen) as unknown as Check;
const data = { host: 'ftp.example.com', rootFolder: '/in', password: 'geheim' };

it('says what was reached', async () => {
	expect(await testCredential(data, run, worked)).toEqual({
		status: 'OK',
		message: 'Connected with TLSv1.3 to vsFTPd, Root Folder /in holds 3 entries.',
	});
});

it('tries once, and shorter than the test may take', async () => {
	let given: RemoteSettings | undefined;
	const check = (async (settings: RemoteSettings) => {
		given = settings;
		return seen;
	}) as Check;
	await testCredential({ ...data, advanced: true, retries: 5 }, run, check);
	expect(given).toMatchObject({ retries: 0, timeoutMs: 12_000, host: 'ftp.example.com' });
	expect(given?.password).toBe('geheim');
});

it.each([
	[
		'what the server did',
		new RemoteError({
			category: 'auth',
			stage: 'login',
			message: 'ftp.example.com refused the password',
			description: 'Check Username and Password. There is more to say.',
		}),
		'ftp.example.com refused the password. Check Username and Password.',
	],
	['what nobody foresaw', new TypeError('broken'), 'broken.'],
])('explains %s', async (_, error, message) => {
	const check = (async () => {
		throw error;
	}) as Check;
	const result = await testCredential(data, run, check);
	expect(result.status).toBe('Error');
	expect(result.message).toContain(message);
});

it('names the field that cannot be right', async () => {
	const result = await testCredential({ host: '' }, run, worked);
	expect(result).toMatchObject({
		status: 'Error',
		message: expect.stringContaining('Host is empty'),
	});
});
