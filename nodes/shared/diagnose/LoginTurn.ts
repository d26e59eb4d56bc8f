import type { ConnectObserver } from '../remote/ConnectObserver';
import type { LoginGate } from './LoginGate';

/** Candidates without encryption log in after all others that are there. */
const plainRank = 100;

/** One candidate on its way through the gate. */
export class LoginTurn implements ConnectObserver {
	private state: 'coming' | 'in' | 'ended' = 'coming';
	private encrypted = false;

	constructor(
		private readonly gate: LoginGate,
		/** Its place among the candidates, the best first. */
		private readonly rank: number,
	) {}

	saw: ConnectObserver['saw'] = ({ tls }) => {
		this.encrypted ||= tls !== undefined;
	};

	stage: ConnectObserver['stage'] = async (name, run) => {
		if (name === 'login') {
			const entering = this.gate.enter(this.rank + (this.encrypted ? 0 : plainRank));
			this.state = 'ended';
			await entering;
			this.state = 'in';
		}
		return await run();
	};

	/** Of a candidate that has ended, wherever it was. */
	end(): void {
		if (this.state === 'coming') this.gate.fail();
		if (this.state === 'in') this.gate.leave();
		this.state = 'ended';
	}
}
