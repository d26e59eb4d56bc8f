import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bytesOf, textOf } from '../../../support/memory/bytesOf';
import { on, reply } from '../../../support/server/faults';
import { pipelining, withRemote } from './withRemote';

const text = 'the content';
const byHash = { verify: 'hash' } as const;
const upload = { mode: 'atomic', ...byHash } as const;
const variants = ['HASH', 'XSHA256', 'XSHA1', 'XMD5', 'XCRC'] as const;
const wrong = '0'.repeat(64);

describe.each([
	['one command at a time', {}],
	['commands ahead', pipelining],
])('Verify by hash on a server that takes %s', (_kind, kind) => {
	it.each(variants)('proves uploads and downloads by %s', async (verb) => {
		await withRemote({ server: { ...kind, hashes: [verb] } }, async ({ server, endpoint }) => {
			for (const mode of ['atomic', 'direct'] as const) {
				const sent = await endpoint.write(`/${mode}`, bytesOf(text), { mode, ...byHash });
				expect(sent).toMatchObject({ verified: 'hash', attempts: 1 });
			}
			const { result, receipt } = await endpoint.read('/atomic', textOf, byHash);
			expect(result).toBe(text);
			expect(receipt).toMatchObject({ verified: 'hash', attempts: 1 });
			expect(server.commands(verb)).toHaveLength(3);
			// What HASH computes by itself is the server's choice.
			const chosen = server.commands('OPTS').includes('OPTS HASH SHA-256');
			expect(chosen).toBe(verb === 'HASH');
		});
	});

	it('is refused before the transfer where the server computes none, also at the first use', async () => {
		const missing = { category: 'unsupported', attempts: 1 };
		await withRemote({ server: kind }, async ({ server, endpoint }) => {
			await expect(endpoint.write('/a', bytesOf(text), upload)).rejects.toMatchObject(missing);
			expect(server.commands('STOR')).toEqual([]);
		});
		await withRemote({ server: kind }, async ({ server, endpoint }) => {
			writeFileSync(join(server.root, 'a'), text);
			await expect(endpoint.read('/a', textOf, byHash)).rejects.toMatchObject(missing);
			const append = { mode: 'append', ...byHash } as const;
			await expect(endpoint.write('/a', bytesOf(text), append)).rejects.toMatchObject(missing);
			expect([...server.commands('RETR'), ...server.commands('APPE')]).toEqual([]);
		});
	});

	it('works as soon as hashes are turned on in the server', async () => {
		await withRemote({ server: kind }, async ({ server, endpoint }) => {
			await expect(endpoint.write('/a', bytesOf(text), upload)).rejects.toThrow();
			server.settings.hashes = ['XSHA256'];
			const verified = { verified: 'hash' };
			expect(await endpoint.write('/a', bytesOf(text), upload)).toMatchObject(verified);
			const { receipt } = await endpoint.read('/a', textOf, byHash);
			expect(receipt).toMatchObject(verified);
			expect(server.commands('FEAT')).toHaveLength(3);
		});
	});

	it('publishes nothing whose hash is another, and begins again from the first byte', async () => {
		await withRemote({ server: { ...kind, hashes: ['XSHA256'] } }, async ({ server, endpoint }) => {
			server.script(on('XSHA256', { times: 1 }, reply(`250 ${wrong}`)));
			expect(await endpoint.write('/a', bytesOf(text), upload)).toMatchObject({
				verified: 'hash',
				attempts: 2,
				resumedFrom: null,
			});
			server.script(on('XSHA256', reply(`250 ${wrong}`)));
			await expect(endpoint.write('/b', bytesOf(text), upload)).rejects.toMatchObject({
				category: 'integrity',
				attempts: 4,
			});
			expect(readdirSync(server.root)).toEqual(['a']);
		});
	});

	it('gives no file as whole whose hash is another', async () => {
		await withRemote({ server: { ...kind, hashes: ['XMD5'] } }, async ({ server, endpoint }) => {
			writeFileSync(join(server.root, 'a'), text);
			server.script(on('XMD5', { times: 1 }, reply(`250 ${wrong.slice(32)}`)));
			const { result, receipt } = await endpoint.read('/a', textOf, byHash);
			expect(result).toBe(text);
			expect(receipt).toMatchObject({ verified: 'hash', attempts: 2 });
			server.script(on('XMD5', reply(`250 ${wrong.slice(32)}`)));
			await expect(endpoint.read('/a', textOf, byHash)).rejects.toMatchObject({
				category: 'integrity',
				attempts: 4,
			});
		});
	});

	it('proves nothing by a hash that is refused, and leaves no file', async () => {
		await withRemote({ server: { ...kind, hashes: ['HASH'] } }, async ({ server, endpoint }) => {
			server.script(on('HASH', reply('550 Not for you')));
			await expect(endpoint.write('/a', bytesOf(text), upload)).rejects.toMatchObject({
				category: 'unsupported',
			});
			expect(existsSync(join(server.root, 'a'))).toBe(false);
			expect(readdirSync(server.root)).toEqual([]);
		});
	});
});
