import { IdleTimer } from '../../../../nodes/shared/concurrency/IdleTimer';
import { FakeClock } from './FakeClock';

function setup(ms = 60_000) {
	const clock = new FakeClock();
	let fired = 0;
	const timer = new IdleTimer(ms, clock, () => fired++);
	return { clock, timer, fired: () => fired };
}

describe('IdleTimer', () => {
	it('fires once after the silence, exactly', async () => {
		const { clock, timer, fired } = setup();
		await clock.advance(40_000);
		timer.touch();
		await clock.advance(59_999);
		expect(fired()).toBe(0);
		await clock.advance(1);
		expect(fired()).toBe(1);
		await clock.advance(600_000);
		expect(fired()).toBe(1);
	});

	it('sets no timer for a touch', async () => {
		const { clock, timer, fired } = setup();
		for (let i = 0; i < 100; i++) {
			await clock.advance(1);
			timer.touch();
			expect(clock.pending).toBe(1);
		}
		expect(fired()).toBe(0);
	});

	it('does not count the time in which the other side waits for us', async () => {
		const { clock, timer, fired } = setup();
		timer.pause();
		await clock.advance(600_000);
		expect(clock.pending).toBe(0);
		timer.resume();
		await clock.advance(59_999);
		expect(fired()).toBe(0);
		await clock.advance(1);
		expect(fired()).toBe(1);
	});

	it('leaves nothing behind when it is stopped', async () => {
		const { clock, timer, fired } = setup();
		timer.stop();
		await clock.advance(600_000);
		expect([fired(), clock.pending]).toEqual([0, 0]);
	});

	it('never fires when the time is nothing', async () => {
		const { clock, timer, fired } = setup(0);
		timer.resume();
		await clock.advance(600_000);
		expect(fired()).toBe(0);
	});
});
