import type {
	ICredentialTestFunctions,
	ICredentialsDecrypted,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { credentialTestFailure, credentialTestSuccess } from '../explain/credentialTestMessage';
import { RemoteError } from '../model/RemoteError';
import type { RunContext } from '../model/RunContext';
import { checkConnection } from '../remote/checkConnection';
import { asRemoteError } from './asRemoteError';
import { singleTry } from '../remote/changedSettings';
import type { FieldValues } from './fieldValues';
import { remoteSettings } from './remoteSettings';
import { asideContext } from './runContext';

const testMs = 15_000;

/** Less than the whole test, so that the step that was silent explains itself. */
const silenceMs = 12_000;

/** The test behind the credential's form: every node names it as `testedBy`. */
export async function ftpRemoteApiTest(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const limit = new AbortController();
	const timer = setTimeout(() => limit.abort(tooSlow()), testMs);
	try {
		const run = asideContext(this, 'Credential test', limit.signal);
		return await testCredential(credential.data ?? {}, run, checkConnection);
	} finally {
		clearTimeout(timer);
	}
}

/** Tries a credential once and says in one or two sentences what came of it; it never throws. */
export async function testCredential(
	data: FieldValues,
	run: RunContext,
	check: typeof checkConnection,
): Promise<INodeCredentialTestResult> {
	try {
		const settings = remoteSettings(data);
		const seen = await check(singleTry(settings, silenceMs), run);
		const { rootFolder, certificateCheck, port, ssl } = settings;
		const message = credentialTestSuccess({ ...seen, rootFolder, certificateCheck, port, ssl });
		return { status: 'OK', message };
	} catch (error) {
		const reason: unknown = run.signal.aborted ? run.signal.reason : error;
		return { status: 'Error', message: credentialTestFailure(asRemoteError(reason)) };
	}
}

function tooSlow(): RemoteError {
	return new RemoteError({
		category: 'timeout',
		stage: 'connect',
		message: `The test was not finished after ${testMs / 1000} seconds`,
		description:
			'The server answers, but slowly. Try again, or look at it with the node "FTP Remote Test Connection".',
	});
}
