import type { Sink } from './receive';
import type { TransferBody } from './TransferBody';

/** Reads from the first byte and throws away what is known, for servers without REST. */
export function skipping(body: TransferBody, known: number): Sink {
	let left = known;
	return {
		attach: (source) => body.attach(source),
		detach: () => body.detach(),
		get satisfied() {
			return body.satisfied;
		},
		accept: (chunk) => {
			const skipped = Math.min(left, chunk.length);
			left -= skipped;
			if (skipped < chunk.length) body.accept(chunk.subarray(skipped));
		},
	};
}
