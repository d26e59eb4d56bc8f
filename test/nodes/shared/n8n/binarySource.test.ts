import { Readable } from 'node:stream';
import type { IBinaryData } from 'n8n-workflow';
import { binarySource, type BinaryReader } from '../../../../nodes/shared/n8n/binarySource';

const content = Buffer.from('0123456789');

function reader(binary: Partial<IBinaryData>) {
	const opened: Readable[] = [];
	const helpers = {
		assertBinaryData: () => ({ data: '', mimeType: '', ...binary }),
		getBinaryDataBuffer: async () => content,
		getBinaryMetadata: async () => ({ fileSize: content.length }),
		getBinaryStream: async (id: unknown) => {
			if (typeof id !== 'string') throw new Error('In memory mode n8n has no stream to give');
			const pieces = [content.subarray(0, 4), content.subarray(4)];
			const stream = Readable.from(pieces, { objectMode: false });
			opened.push(stream);
			return stream;
		},
	};
	return { opened, context: { helpers } satisfies BinaryReader };
}

const text = async (body: Readable) => Buffer.concat((await body.toArray()) as Buffer[]).toString();

describe.each([
	['in a store', { id: 'filesystem-v2:1', bytes: 10 }],
	['in a store that does not say how long it is', { id: 'filesystem-v2:1' }],
	['in memory', {}],
])('a file %s', (_, binary) => {
	it('can be read as often as needed, from any byte on', async () => {
		const { source } = await binarySource(reader(binary).context, 0, 'data');
		expect(source.size).toBe(10);
		for (const offset of [0, 0, 3, 4, 7, 10]) {
			expect(await text(await source.open(offset))).toBe('0123456789'.slice(offset));
		}
	});
});

it('lets go of the stored file when an upload is given up', async () => {
	const { context, opened } = reader({ id: 'filesystem-v2:1', bytes: 10 });
	const { source } = await binarySource(context, 0, 'data');
	const body = await source.open(5);
	body.destroy();
	await new Promise((resolve) => body.once('close', resolve));
	expect(opened[0]?.destroyed).toBe(true);
});

it('knows the name of the file', async () => {
	const named = await binarySource(reader({ fileName: 'a.csv' }).context, 0, 'data');
	expect(named.fileName).toBe('a.csv');
	expect((await binarySource(reader({}).context, 0, 'data')).fileName).toBe('');
});
