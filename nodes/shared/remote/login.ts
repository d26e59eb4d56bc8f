import { RemoteError } from '../model/RemoteError';
import type { About } from './classifyError';
import { isDone, isIntermediate, isRefusal, isSuperfluous, type Reply } from './Reply';
import type { Session } from './Session';

/** RFC 1635: the custom for anonymous access. */
const anonymous = { user: 'anonymous', password: 'anonymous@' };

const at = (verb: string): About => ({ stage: 'login', verb });

/**
 * USER, PASS and, where the server asks for it (332), ACCT. Sends each secret once.
 * @throws RemoteError `auth`, `tooManyConnections`, `tlsRequired`
 */
export async function login(session: Session): Promise<void> {
	const { settings, profile } = session;
	const { user, password } = settings.user === '' ? anonymous : settings;
	const lines = [`USER ${bytes(user)}`, `PASS ${bytes(password)}`];
	if (profile.pipelines && profile.passwordAsked) {
		const [named, passed] = await session.flight(lines, at('PASS'));
		// PASS after a refused USER is answered 503, which hides the reason.
		if (named && isRefusal(named)) throw session.refusal(named, at('USER'));
		if (passed) await finish(session, passed, 'PASS');
		return;
	}
	const named = await session.ask(lines[0] ?? '', at('USER'));
	profile.passwordAsked = named.code === 331;
	if (named.code !== 331) {
		await finish(session, named, 'USER');
		return;
	}
	await finish(session, await session.ask(lines[1] ?? '', at('PASS')), 'PASS');
}

async function finish(session: Session, reply: Reply, verb: string): Promise<void> {
	// 202 to PASS: superfluous here, the user name was enough.
	if (isDone(reply) || isSuperfluous(reply)) return;
	if (reply.code === 332 && session.settings.account !== '' && verb !== 'ACCT') {
		await finish(
			session,
			await session.ask(`ACCT ${bytes(session.settings.account)}`, at('ACCT')),
			'ACCT',
		);
		return;
	}
	if (isIntermediate(reply)) {
		throw session.error({
			category: 'auth',
			stage: 'login',
			refusal: reply.code === 332 ? 'accountNeeded' : undefined,
			ftpCode: reply.code,
			ftpReply: session.readable(reply.text),
		});
	}
	throw session.refusal(reply, at(verb));
}

/** A line break would end the command, and what follows it would be one of its own. */
const forbidden = /[\r\n\0]/;

/** Secrets and names of accounts go out as UTF-8 (RFC 2640 section 2), carried as latin1 here. */
function bytes(text: string): string {
	if (forbidden.test(text)) {
		throw new RemoteError({
			category: 'invalidInput',
			stage: 'login',
			message: 'Username, Password or Account of the credential contains a line break',
			description: 'Enter it again without a line break; one at the end is easily pasted with it.',
		});
	}
	return Buffer.from(text, 'utf8').toString('latin1');
}
