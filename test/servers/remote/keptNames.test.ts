import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serverKinds } from '../../support/realServers/RealServerOptions';
import { bytesSource, withRealRemote } from '../../support/realServers/withRealRemote';

/** Pure-FTPd 1.0.50 puts `_` for a blank at the end of a name and for control characters. */
const altered = ['end ', 'two  ', 'tab\tinside', 'escape\u001b', 'dot. '];
const kept = [' lead', 'dot.', 'a b', 'no-break\u00a0', '~', '..two'];

describe.each(serverKinds)('on %s', (kind) => {
	it('a file has exactly its name or is not made, and no other file is touched', async () => {
		await withRealRemote(
			kind,
			{},
			() => ({}),
			async ({ endpoint, server }) => {
				for (const name of altered)
					writeFileSync(join(server.root, name.replace(/[\t\u001b]| (?= *$)/g, '_')), 'theirs');
				await server.own();
				const theirs = readdirSync(server.root);
				const made: string[] = [];
				for (const name of [...altered, ...kept]) {
					const options = { mode: 'atomic', verify: 'size', expected: 'absent' } as const;
					try {
						await endpoint.write(`/${name}`, bytesSource(Buffer.from('ours')), options);
						made.push(name);
					} catch (error) {
						expect(error).toMatchObject({ category: 'unsupported', attempts: 1 });
					}
				}
				expect(made).toEqual(kind === 'pureftpd' ? kept : [...altered, ...kept]);
				for (const name of theirs)
					expect([name, readFileSync(join(server.root, name), 'utf8')]).toEqual([name, 'theirs']);
				expect(readdirSync(server.root).sort()).toEqual([...theirs, ...made].sort());
			},
		);
	});
});
