import { GateClosed, LoginGate } from '../../../../nodes/shared/diagnose/LoginGate';
import { FakeClock } from '../concurrency/FakeClock';

/** Enters and notes the rank when let in. */
function enter(gate: LoginGate, rank: number, order: number[]) {
	return gate.enter(rank).then(
		() => void order.push(rank),
		(error: unknown) => void order.push(error instanceof GateClosed ? -rank : NaN),
	);
}

const settled = async () => await new Promise((resolve) => setImmediate(resolve));

describe('the gate before the login', () => {
	it('lets the best in first, one at a time, once all have come', async () => {
		const gate = new LoginGate(3, 1000, new FakeClock());
		const order: number[] = [];
		void enter(gate, 3, order);
		void enter(gate, 2, order);
		await settled();
		expect(order).toEqual([]);
		void enter(gate, 1, order);
		await settled();
		expect(order).toEqual([1]);
		gate.leave();
		await settled();
		expect(order).toEqual([1, 2]);
	});

	it('does not wait for those that failed on their way', async () => {
		const gate = new LoginGate(2, 1000, new FakeClock());
		const order: number[] = [];
		void enter(gate, 2, order);
		gate.fail();
		await settled();
		expect(order).toEqual([2]);
	});

	it('waits for the slow ones only so long', async () => {
		const clock = new FakeClock();
		const gate = new LoginGate(3, 1000, clock);
		const order: number[] = [];
		void enter(gate, 2, order);
		await clock.advance(999);
		expect(order).toEqual([]);
		await clock.advance(1);
		await settled();
		expect(order).toEqual([2]);
		void enter(gate, 1, order);
		await settled();
		expect(order).toEqual([2]);
		gate.leave();
		await settled();
		expect(order).toEqual([2, 1]);
	});

	it('turns everybody away once it is closed', async () => {
		const gate = new LoginGate(3, 1000, new FakeClock());
		const order: number[] = [];
		void enter(gate, 1, order);
		void enter(gate, 2, order);
		gate.close();
		void enter(gate, 3, order);
		await settled();
		expect(order).toEqual([-1, -2, -3]);
	});
});
