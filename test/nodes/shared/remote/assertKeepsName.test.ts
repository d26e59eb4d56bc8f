import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bytesSource } from '../../../support/realServers/withRealRemote';
import { on, reply } from '../../../support/server/faults';
import { withRemote, type Lent } from './withRemote';

const pure = { server: { greeting: '220 Welcome to Pure-FTPd' } };
const once = { mode: 'atomic', verify: 'size' } as const;
const content = bytesSource(Buffer.from('x'));
const refused = { category: 'unsupported', attempts: 1 };

const makings: ReadonlyArray<
	readonly [string, (lent: Lent, name: string) => Promise<unknown>, RegExp]
> = [
	['an upload', ({ endpoint }, name) => endpoint.write(name, content, once), /^STOR/],
	[
		'an upload in place',
		({ endpoint }, name) => endpoint.write(name, content, { ...once, mode: 'direct' }),
		/^STOR/,
	],
	['a new folder', ({ endpoint }, name) => endpoint.createFolder(name), /^MKD/],
	['a rename', ({ endpoint }, name) => endpoint.move('/a', name, { overwrite: true }), /^RNTO/],
];

describe.each(makings)('%s', (_title, make, verb) => {
	it.each(['/end ', '/ends  ', '/tab\tinside', '/escape\u001b', '/sub\t/inside'])(
		'is refused where the server would change the name %j',
		async (name) => {
			await withRemote(pure, async (lent) => {
				writeFileSync(join(lent.server.root, 'a'), 'a');
				await expect(make(lent, name)).rejects.toMatchObject({ ...refused, path: name });
				expect(lent.server.commands().filter((line) => verb.test(line))).toEqual([]);
				expect(readdirSync(lent.server.root)).toEqual(['a']);
			});
		},
	);

	it('has its name on servers that keep it, and every name that Pure-FTPd keeps', async () => {
		for (const [server, name] of [
			[{}, '/end '],
			[pure.server, '/ two  blanks.'],
		] as const) {
			await withRemote({ server }, async (lent) => {
				writeFileSync(join(lent.server.root, 'a'), 'a');
				await make(lent, name);
				expect(readdirSync(lent.server.root)).toContain(name.slice(1));
			});
		}
	});
});

it('reads and deletes such names as they are', async () => {
	await withRemote(pure, async ({ endpoint, server }) => {
		mkdirSync(join(server.root, 'folder '));
		writeFileSync(join(server.root, 'folder ', 'end '), 'x');
		expect(await endpoint.find('/folder /end ')).toMatchObject({ size: 1 });
		await endpoint.removeFile('/folder /end ');
		await endpoint.removeFolder('/folder ');
		expect(readdirSync(server.root)).toEqual([]);
	});
});

it('knows the server by its features where the greeting is hidden', async () => {
	await withRemote({}, async ({ endpoint, server }) => {
		server.script(on('FEAT', reply('211-Extensions supported:\r\n ESTP\r\n211 End.')));
		await expect(endpoint.createFolder('/end ')).rejects.toMatchObject(refused);
		expect(readdirSync(server.root)).toEqual([]);
	});
});
