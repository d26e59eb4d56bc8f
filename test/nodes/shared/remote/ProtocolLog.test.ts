import { ProtocolLog } from '../../../../nodes/shared/remote/ProtocolLog';

describe('the protocol log', () => {
	it('shows no secret, wherever it stands', () => {
		const log = new ProtocolLog(['s3cret', 'acc0unt']);
		log.sent('USER test');
		log.sent('PASS s3cret');
		log.sent('ACCT acc0unt');
		log.sent('pass something else');
		log.received('530 Login with s3cret failed');
		expect(log.last()).toEqual([
			'> USER test',
			'> PASS ***',
			'> ACCT ***',
			'> PASS ***',
			'< 530 Login with *** failed',
		]);
	});

	it('keeps the last lines only, and no endless one', () => {
		const log = new ProtocolLog([]);
		for (let at = 0; at < 500; at++) log.sent(`NOOP ${at}`);
		log.received('x'.repeat(100_000));
		expect(log.last().length).toBeLessThanOrEqual(60);
		expect(log.last(1)[0]?.length).toBeLessThan(2100);
		expect(log.last(2)[0]).toBe('> NOOP 499');
	});
});
