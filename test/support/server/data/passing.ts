import { setTimeout as sleep } from 'node:timers/promises';
import type { DataFault } from '../faults/Fault';

/** Passes bytes on as a fault allows: at its pace, up to `stopAfter`, calling `whenPassed` on the way. */
export function passing(fault: DataFault, signal: AbortSignal) {
	return async function* (body: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
		const limit = fault.stopAfter ?? Infinity;
		let passed = 0;
		let pending = fault.whenPassed;
		if (limit === 0) return;
		for await (const chunk of body) {
			for (const piece of pieces(chunk.subarray(0, limit - passed), fault.bytesPerSecond)) {
				yield piece;
				passed += piece.length;
				if (pending && passed >= pending.bytes) {
					pending.run();
					pending = undefined;
				}
				if (fault.bytesPerSecond) {
					await sleep((piece.length * 1000) / fault.bytesPerSecond, undefined, { signal });
				}
			}
			if (passed >= limit) return;
		}
	};
}

/** Twenty pieces a second, so that a slow transfer moves steadily. */
function pieces(chunk: Buffer, bytesPerSecond: number | undefined): Buffer[] {
	if (bytesPerSecond === undefined) return [chunk];
	const size = Math.max(1, Math.floor(bytesPerSecond / 20));
	const all: Buffer[] = [];
	for (let at = 0; at < chunk.length; at += size) all.push(chunk.subarray(at, at + size));
	return all;
}
