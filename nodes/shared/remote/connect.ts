import type { Socket } from 'node:net';
import { unlessAborted } from '../concurrency/unlessAborted';
import { toError } from '../explain/explain';
import type { Stage } from '../model/category';
import { classifyError } from './classifyError';
import { classifyRefusal } from './classifyRefusal';
import { ControlChannel } from './ControlChannel';
import type { ConnectObserver, ConnectStage } from './ConnectObserver';
import { dial } from './dial';
import { login } from './login';
import { prepare } from './prepare';
import { ProtocolLog } from './ProtocolLog';
import { isDone, isMailGreeting, type Reply } from './Reply';
import { NotFtp } from './ReplyReader';
import { resolveHost } from './resolveHost';
import { newProfile, recognise } from './ServerProfile';
import { Session, type Shared } from './Session';
import { Silence, SilenceTimer } from './SilenceTimer';
import { startTls, type Secured } from './startTls';

export interface ConnectOptions {
	readonly signal: AbortSignal;
	/** Which try it is, from 0; decides which address is tried first. */
	readonly attempt: number;
	readonly observer: ConnectObserver;
}

/** AUTH TLS answered with one of these is a server that does not know TLS; anything else is no reason to go plain. */
const noTls = new Set([500, 502, 504, 534]);

/** vsftpd 3.0.3 without TLS takes AUTH for any other command before the login: `530 Please login with USER and PASS.` */
const notBeforeLogin = /^530[ -].*log ?in with USER/i;

/**
 * Opens one logged-in connection in separate stages: resolve, connect, greeting, tls, certificate, login, features.
 * @throws RemoteError
 */
export async function connect(shared: Shared, options: ConnectOptions): Promise<Session> {
	const { settings, profile } = shared;
	let current: Stage = 'resolve';
	const stage: ConnectStage = async (name, run) => {
		current = name;
		options.signal.throwIfAborted();
		// A name that is being looked up cannot be given up, and nobody has to wait for it.
		return await unlessAborted(options.signal, options.observer.stage(name, run));
	};
	let control: ControlChannel | undefined;
	let raw: Socket | undefined;
	const onAbort = () => {
		const reason = options.signal.reason as Error;
		if (control) control.closeWithError(reason);
		raw?.destroy();
	};
	options.signal.addEventListener('abort', onAbort, { once: true });
	try {
		raw = await reach(shared, options, stage);
		const protocol = new ProtocolLog([settings.password, settings.account]);
		options.observer.saw({ protocol, localAddress: raw.localAddress });
		let secured: Secured | null = null;
		if (settings.ssl === 'implicit') secured = await negotiate(raw, shared, options, stage);
		control = new ControlChannel(secured?.socket ?? raw, protocol);
		const channel = control;
		const greeting = await stage('greeting', async () => await greet(channel, shared));
		recognise(profile, greeting.text, newProfile(settings.encoding, settings.serverTimeZone));
		control.doublesTelnetByte = /proftpd/i.test(greeting.text);
		options.observer.saw({ greeting: greeting.text });
		if (!secured && settings.ssl !== 'never')
			secured = await upgraded(control, raw, shared, options, stage);
		const session = new Session(
			control,
			shared,
			secured?.socket ?? null,
			protocol,
			secured?.report?.fingerprint256 ?? null,
		);
		await stage('login', async () => await login(session));
		await prepare(session);
		return session;
	} catch (error) {
		raw?.destroy();
		control?.closeWithError(error instanceof Error ? error : new Error(String(error)));
		throw classifyError(
			options.signal.aborted ? options.signal.reason : error,
			{ stage: current },
			settings,
		);
	} finally {
		options.signal.removeEventListener('abort', onAbort);
	}
}

async function reach(
	shared: Shared,
	options: ConnectOptions,
	stage: ConnectStage,
): Promise<Socket> {
	const { host, port, localAddress, timeoutMs, keepAliveMs } = shared.settings;
	const addresses = await stage(
		'resolve',
		async () => await resolveHost(host, localAddress, options.attempt),
	);
	options.observer.saw({ addresses: addresses.map(({ address }) => address) });
	const { socket, address, failed } = await stage(
		'connect',
		async () => await dial(addresses, { port, localAddress, timeoutMs, signal: options.signal }),
	);
	// No NOOP can be sent while a transfer runs, and firewalls forget connections that nothing passes through.
	if (keepAliveMs > 0) socket.setKeepAlive(true, keepAliveMs);
	options.observer.saw({ address, failedAddresses: failed });
	return socket;
}

/** Explicit TLS: AUTH TLS, handshake, certificate; null where it is not to be had and need not be. */
async function upgraded(
	control: ControlChannel,
	raw: Socket,
	shared: Shared,
	options: ConnectOptions,
	stage: ConnectStage,
): Promise<Secured | null> {
	if (!(await stage('tls', async () => await authTls(control, shared)))) return null;
	if (control.hasMore) {
		const { host, port } = shared.settings;
		throw toError({
			category: 'protocol',
			stage: 'tls',
			how: 'unexpectedReply',
			verb: 'AUTH',
			host,
			port,
		});
	}
	const secured = await negotiate(raw, shared, options, stage);
	control.socket = secured.socket;
	return secured;
}

async function negotiate(
	raw: Socket,
	{ tls, settings }: Shared,
	options: ConnectOptions,
	stage: ConnectStage,
): Promise<Secured> {
	if (!tls) throw new Error('TLS parameters are missing');
	const { saw } = options.observer;
	const secured = await startTls(raw, tls, { ...options, settings, stage }, (socket) =>
		saw({ tls: { version: socket.getProtocol(), cipher: socket.getCipher().name } }),
	);
	saw({ certificate: secured.report });
	return secured;
}

/** Waits for the greeting: 220, or 120 and later 220. @throws RemoteError `tooManyConnections`, `protocol` … */
async function greet(control: ControlChannel, { settings, openOfOurs }: Shared): Promise<Reply> {
	const reply = await answered(control, settings.timeoutMs, control.greeting());
	if (isMailGreeting(reply)) throw new NotFtp('mail', reply.text);
	if (isDone(reply)) return reply;
	throw classifyRefusal(
		{ ...reply, readable: reply.text },
		{ stage: 'greeting' },
		settings,
		openOfOurs(),
	);
}

/** Asks for TLS. False: the server does not know it, and the settings allow to go on plain. */
async function authTls(
	control: ControlChannel,
	{ settings, openOfOurs }: Shared,
): Promise<boolean> {
	const [asked] = control.flight([{ line: 'AUTH TLS' }]);
	if (!asked) return false;
	const reply = await answered(control, settings.timeoutMs, asked);
	if (reply.code === 234 || reply.code === 334) return true;
	const unknown = noTls.has(reply.code) || notBeforeLogin.test(reply.text);
	if (settings.ssl === 'useIfAvailable' && unknown) return false;
	throw classifyRefusal(
		{ ...reply, readable: reply.text },
		{ stage: 'tls', verb: 'AUTH' },
		settings,
		openOfOurs(),
	);
}

/** A reply before there is a session: silence ends the connection. */
async function answered(
	control: ControlChannel,
	timeoutMs: number,
	reply: Promise<Reply>,
): Promise<Reply> {
	const timer = new SilenceTimer(timeoutMs, () => control.closeWithError(new Silence()));
	control.onActivity = () => timer.touch();
	timer.enter();
	try {
		return await reply;
	} finally {
		timer.end();
	}
}
