import { createHash } from 'node:crypto';
import { rate, type Receipt, type Verify } from '../../../nodes/shared/model/Receipt';

/** A body in two pieces, broken between them when an error is given. */
export function* pieces(bytes: Buffer, breaks: Error | null): Generator<Buffer> {
	const half = Math.floor(bytes.length / 2);
	if (half > 0) yield bytes.subarray(0, half);
	if (breaks) throw breaks;
	if (bytes.length > half) yield bytes.subarray(half);
}

/** The receipt of a transfer that took a millisecond. */
export function receiptOf(bytes: Buffer, whole: boolean, verify: Verify): Receipt {
	return {
		bytes: bytes.length,
		durationMs: 1,
		bytesPerSecond: rate(bytes.length, 1),
		sha256: whole ? createHash('sha256').update(bytes).digest('hex') : null,
		verified: verify === 'off' ? 'none' : verify,
		attempts: 1,
		resumedFrom: null,
	};
}
