import { Readable } from 'node:stream';
import type { IBinaryData } from 'n8n-workflow';
import { BinaryStore } from '../../../../nodes/shared/n8n/BinaryStore';

/** A store that keeps what it gets and says how it came. */
function fakeStore(id: string | undefined) {
	const kept: Array<{ how: string; bytes: Buffer; path?: string; mimeType?: string }> = [];
	const hints: string[] = [];
	const prepareBinaryData = async (
		content: Buffer | Readable,
		path?: string,
		mimeType?: string,
	): Promise<IBinaryData> => {
		const pieces = Buffer.isBuffer(content) ? [content] : ((await content.toArray()) as Buffer[]);
		const bytes = Buffer.concat(pieces);
		kept.push({ how: Buffer.isBuffer(content) ? 'buffer' : 'stream', bytes, path, mimeType });
		return { data: '', mimeType: mimeType ?? '', id, bytes: bytes.length };
	};
	return { kept, hints, store: new BinaryStore({ prepareBinaryData }, (text) => hints.push(text)) };
}

const pieces = (count: number, size: number) =>
	Array.from({ length: count }, (_, i) => Buffer.alloc(size, i % 251));

it.each([
	['nothing at all', [], 'buffer'],
	['a small file at once', pieces(4, 64 * 1024), 'buffer'],
	['a larger file as a stream', pieces(40, 64 * 1024), 'stream'],
])('stores %s', async (_, content, how) => {
	const { store, kept } = fakeStore('filesystem-v2:1');
	const body = Readable.from(content, { objectMode: false });
	await store.withRoom(async (keep) => await keep(body, '/in/a.csv'));
	expect(kept).toMatchObject([{ how, path: '/in/a.csv', mimeType: 'text/csv' }]);
	expect(kept[0]?.bytes.equals(Buffer.concat(content))).toBe(true);
});

it.each([
	['/a.pdf', 'application/pdf'],
	['/a.TXT', 'text/plain'],
	['/archive.tar.gz', 'application/gzip'],
	['/README', 'application/octet-stream'],
	['/in.csv/data.xyz123', 'application/octet-stream'],
])('takes %s for %s', async (path, mimeType) => {
	const { store, kept } = fakeStore('filesystem-v2:1');
	await store.withRoom(async (keep) => await keep(Readable.from([]), path));
	expect(kept[0]?.mimeType).toBe(mimeType);
});

it('stores nothing of a stream that breaks early, and fails with its error', async () => {
	const { store, kept } = fakeStore('filesystem-v2:1');
	const body = Readable.from(
		(async function* () {
			yield Buffer.alloc(10);
			throw new Error('cut');
		})(),
	);
	const broken = store.withRoom(async (keep) => await keep(body, '/a'));
	await expect(broken).rejects.toThrow('cut');
	expect(kept).toEqual([]);
});

it.each([
	['memory mode', undefined, 1],
	['database mode', 'database:1', 1],
	['filesystem mode', 'filesystem-v2:1', 0],
])('hints at heavy files in %s only', async (_, id, hinted) => {
	const { store, hints } = fakeStore(id);
	const body = Readable.from(pieces(65, 1024 * 1024), { objectMode: false });
	await store.withRoom(async (keep) => await keep(body, '/a'));
	expect(hints.filter((text) => text.includes('N8N_DEFAULT_BINARY_DATA_MODE'))).toHaveLength(
		hinted,
	);
});
