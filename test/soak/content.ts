import { createHash } from 'node:crypto';
import { seededRandom } from '../support/memory/seededRandom';

const largestFile = 200_000;

/** Bytes that follow from the seed and the number of the file. */
export function content(seed: number, index: number): Buffer {
	const random = seededRandom(seed * 100_003 + index);
	const length = Math.floor(random() ** 3 * largestFile);
	const pieces: Buffer[] = [];
	for (let i = 0; i * 64 < length; i++)
		pieces.push(createHash('sha512').update(`${seed}/${index}/${i}`).digest());
	return Buffer.concat(pieces).subarray(0, length);
}
