import type { CertificateReport } from '../explain/certificateReport';
import type { Stage } from '../model/category';
import type { FailedAddress } from './dial';
import type { ProtocolLog } from './ProtocolLog';

/** Runs one stage of connecting; a recorder may time it and look at its result. */
export type ConnectStage = <R>(stage: Stage, run: () => Promise<R>) => Promise<R>;

/** What is told while connecting, for Test Connection. */
export interface ConnectObserver {
	/** Wraps each stage. */
	readonly stage: ConnectStage;
	/** Facts as they come; each at most once a connection. */
	readonly saw: (facts: ConnectFacts) => void;
}

export interface ConnectFacts {
	readonly addresses?: readonly string[];
	readonly failedAddresses?: readonly FailedAddress[];
	readonly address?: string;
	readonly localAddress?: string;
	readonly greeting?: string;
	readonly tls?: { readonly version: string | null; readonly cipher: string };
	readonly certificate?: CertificateReport | null;
	readonly protocol?: ProtocolLog;
}

/** Connects without being watched. */
export const unobserved: ConnectObserver = {
	stage: async (_stage, run) => await run(),
	saw: () => undefined,
};
