import { systemClock } from '../concurrency/Clock';
import { withDeadline } from '../concurrency/deadline';
import { certificateVerdict } from '../explain/certificateVerdict';
import { toError } from '../explain/explain';
import { serverName } from '../explain/serverName';
import type { DiagnoseStage } from '../explain/StageSeen';
import type { Stage } from '../model/category';
import { RemoteError } from '../model/RemoteError';
import type { ConnectFacts, ConnectObserver } from '../remote/ConnectObserver';
import { Unreachable } from '../remote/dial';
import type { Session } from '../remote/Session';
import type { RemoteSettings } from '../remote/settings';
import { loginReply } from './loginReply';
import type { StageRecorder } from './StageRecorder';
import { withConnection, type OneConnection } from './withConnection';

/** The stages that `connect` runs by itself. */
const connectStages = ['resolve', 'connect', 'greeting', 'tls', 'certificate', 'login'] as const;
type ConnectStageName = (typeof connectStages)[number];

const isConnectStage = (stage: Stage): stage is ConnectStageName =>
	connectStages.some((name) => name === stage);

/**
 * Lends one connection, and records how each stage up to `features` went.
 * @returns what was seen, and what `task` gives, which is undefined when there was no connection
 * @throws RemoteError only for what says nothing about the server; what `task` throws
 */
export async function watchConnecting<R>(
	settings: RemoteSettings,
	recorder: StageRecorder,
	options: Omit<OneConnection, 'observer'>,
	task: (session: Session) => Promise<R>,
): Promise<{ readonly facts: ConnectFacts; readonly result?: R }> {
	const watch = new Watch(settings, recorder);
	let connected = false;
	try {
		const observed = { ...options, observer: watch };
		const result = await withConnection(settings, observed, async (session) => {
			connected = true;
			watch.succeeded(session);
			return await task(session);
		});
		return { facts: watch.facts, result };
	} catch (error) {
		if (connected || options.signal.aborted || !(error instanceof RemoteError)) throw error;
		if (error.category === 'invalidInput' || error.category === 'cancelled') throw error;
		watch.failed(error);
		return { facts: watch.facts };
	}
}

class Watch implements ConnectObserver {
	facts: ConnectFacts = {};
	private readonly ended = new Set<Stage>();
	private current: Stage = 'connect';
	private readonly began = performance.now();

	constructor(
		private readonly settings: RemoteSettings,
		private readonly recorder: StageRecorder,
	) {}

	saw = (facts: ConnectFacts): void => {
		this.facts = { ...this.facts, ...facts };
	};

	stage = async <R>(name: Stage, run: () => Promise<R>): Promise<R> => {
		this.current = name;
		this.ended.delete(name);
		if (!isConnectStage(name)) return await run();
		// The resolver of the system has no time limit that a program could set.
		const limited =
			name === 'resolve'
				? () => withDeadline(run(), this.settings.timeoutMs, () => this.noAnswer(), systemClock)
				: run;
		const result = await this.recorder.time(name, limited);
		this.ended.add(name);
		return result;
	};

	succeeded({ profile }: Session): void {
		for (const stage of connectStages) this.note(stage);
		const features = [...(profile.features ?? new Map<string, string>())].map(([name, rest]) =>
			`${name} ${rest}`.trim(),
		);
		this.recorder.passed({ seen: { stage: 'features', features }, facts: { features } });
	}

	failed(error: RemoteError): void {
		const failing = this.failingStage(error);
		for (const stage of connectStages)
			if (stage !== failing && this.ended.has(stage)) this.note(stage);
		const report = error.category === 'certificate' ? error.data?.['report'] : undefined;
		const certificate = report ? { certificate: report as never } : {};
		const cause = error.cause instanceof Unreachable ? error.cause.failed : [];
		const own = cause.find((one) => one.localAddress)?.localAddress;
		const localAddress = own === undefined ? {} : { localAddress: own };
		const said = failing === 'features' ? this.afterLogin(error) : this.withAddress(error, own);
		this.recorder.failed(failing, said, {
			...certificate,
			...localAddress,
		});
	}

	/** What the error is about, where that differs from what was being done when it showed itself. */
	private failingStage({ category, stage, data }: RemoteError): DiagnoseStage {
		if (category === 'tlsUnsupported' && data?.['what'] === 'PROT') return 'dataChannel';
		// With TLS 1.3 a refused client certificate shows itself after the handshake.
		if (category === 'tlsHandshake' || stage === 'tls') return 'tls';
		if (!isConnectStage(this.current) || this.ended.has(this.current)) return 'features';
		return this.current;
	}

	/** Preparing belongs to the login for the error, but the password had been accepted by then. */
	private afterLogin(error: RemoteError): RemoteError {
		const { host, port, timeoutMs } = this.settings;
		const { ftpCode, ftpReply } = error;
		const about = { stage: 'command', host, port, ftpCode, ftpReply } as const;
		if (error.category === 'connectionLost')
			return toError({ ...about, category: 'connectionLost', during: 'command' }, error);
		if (error.category === 'timeout') {
			const seconds = timeoutMs / 1000;
			return toError({ ...about, category: 'timeout', seconds, waitingFor: 'reply' }, error);
		}
		return error;
	}

	/** A refusal in words that name our address, for allow lists. */
	private withAddress(error: RemoteError, own: string | undefined): RemoteError {
		if (own !== undefined) {
			const description = `${error.description} n8n connects from ${own}; behind NAT the server sees another, public address.`;
			return error.with({ description });
		}
		const { localAddress } = this.facts;
		if (error.category !== 'auth' || !localAddress) return error;
		const { host, port, user } = this.settings;
		const { stage, ftpCode, ftpReply } = error;
		return toError(
			{ category: 'auth', stage, host, port, user, ftpCode, ftpReply, localAddress },
			error,
		);
	}

	private note(stage: ConnectStageName): void {
		const { facts, recorder, settings } = this;
		const { port, ssl, certificateCheck } = settings;
		const durationMs = recorder.durationOf(stage);
		switch (stage) {
			case 'resolve': {
				const addresses = facts.addresses ?? [];
				return recorder.passed({ seen: { stage, addresses, durationMs }, more: { addresses } });
			}
			case 'connect': {
				const { address = settings.host, failedAddresses: failed = [], localAddress } = facts;
				return recorder.passed({
					seen: { stage, address, failed, port, ssl, localAddress },
					facts: { localAddress: localAddress ?? null },
					more: { address, port, failedAddresses: failed },
				});
			}
			case 'greeting': {
				const text = facts.greeting ?? '';
				const first = text.split('\n')[0]?.replace(/^\d{3}[ -]*/, '') ?? '';
				return recorder.passed({
					seen: { stage, text, durationMs },
					facts: { server: serverName(text) ?? (first.trim() || null) },
					more: { greeting: text },
				});
			}
			case 'tls': {
				const { version = null, cipher = null } = facts.tls ?? {};
				const security = version ?? 'none';
				return recorder.passed({
					seen: { stage, security, ssl },
					facts: { security, tlsVersion: version, cipher },
				});
			}
			case 'certificate': {
				const report = facts.certificate ?? null;
				if (!report) return recorder.needless(stage, 'Without TLS there is no certificate.');
				const problem = certificateVerdict(report, 'verify');
				return recorder.passed({
					seen: { stage, report, check: certificateCheck, problem },
					facts: { certificate: report },
					more: { ...report },
				});
			}
			case 'login': {
				const reply = loginReply(facts.protocol?.last() ?? []);
				const localAddress = facts.localAddress ?? null;
				const { maxConnections } = settings;
				return recorder.passed({
					seen: { stage, durationMs, localAddress, reply, maxConnections },
					facts: { loginMs: Math.round(performance.now() - this.began), localAddress },
					more: { reply },
				});
			}
		}
	}

	private noAnswer(): RemoteError {
		const { host, timeoutMs } = this.settings;
		const seconds = timeoutMs / 1000;
		return toError({ category: 'timeout', stage: 'resolve', host, seconds, waitingFor: 'address' });
	}
}
