import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';

/** One file of the demo's server. */
export interface Sample {
	/** Relative to the server's root, without a leading `/`. */
	readonly path: string;
	readonly content: Buffer;
}

const megabyte = 1024 * 1024;

/** Files as a partner might drop them: tables, data, a picture, some megabytes, blanks and umlauts, and a draft to leave out. */
export function samples(): readonly Sample[] {
	return [
		sample(
			'in/orders.csv',
			'number;customer;state\n1001;Ada;open\n1002;Björn;open\n1003;Chen;paid\n',
		),
		sample(
			'in/customers.json',
			`${JSON.stringify([{ name: 'Ada' }, { name: 'Björn' }], null, 2)}\n`,
		),
		sample('in/price list 2026.csv', 'article;price\nBolt M8;0.12\nNut M8;0.08\n'),
		sample('in/Übersicht März.csv', 'Tag;Summe\n1;120,50\n2;98,00\n'),
		{ path: 'in/pictures/chart.png', content: picture(64, 40) },
		{ path: 'in/backup/archive.bin', content: noise(6 * megabyte) },
		sample('in/drafts/not ready.csv', 'to be ignored\n'),
	];
}

/** Writes the samples below a folder. */
export async function writeSamples(root: string, files: readonly Sample[]): Promise<void> {
	for (const { path, content } of files) {
		const target = join(root, path);
		await mkdir(dirname(target), { recursive: true });
		await writeFile(target, content);
	}
}

export function sha256(content: Buffer): string {
	return createHash('sha256').update(content).digest('hex');
}

function sample(path: string, text: string): Sample {
	return { path, content: Buffer.from(text) };
}

/** Bytes that do not compress and are the same each time. */
function noise(bytes: number): Buffer {
	const pieces: Buffer[] = [];
	for (let i = 0; i * 32 < bytes; i++)
		pieces.push(createHash('sha256').update(`piece ${i}`).digest());
	return Buffer.concat(pieces).subarray(0, bytes);
}

/** A PNG with a gradient (RFC 2083: signature, IHDR, IDAT, IEND). */
function picture(width: number, height: number): Buffer {
	const rows = Array.from({ length: height }, (_row, y) =>
		Buffer.from([0, ...Array.from({ length: width * 3 }, (_byte, i) => (i * 3 + y * 5) & 255)]),
	);
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	header.set([8, 2, 0, 0, 0], 8);
	return Buffer.concat([
		Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
		chunk('IHDR', header),
		chunk('IDAT', deflateSync(Buffer.concat(rows))),
		chunk('IEND', Buffer.alloc(0)),
	]);
}

function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const frame = Buffer.alloc(8);
	frame.writeUInt32BE(data.length, 0);
	frame.writeUInt32BE(crc32(body), 4);
	return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
