import { chmod, mkdir, readdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { FtpRemoteTrigger } from '../../nodes/FtpRemoteTrigger/FtpRemoteTrigger.node';
import { ActiveTrigger, inShort } from '../support/engine/ActiveTrigger';
import { credentialFor } from '../support/engine/ftpRun';
import { locator } from '../support/engine/searchList';
import { stopEngine } from '../support/engine/stopEngine';
import { loginsOf } from '../support/realServers/loginsOf';
import { startRealServer, type RealServer } from '../support/realServers/startRealServer';

const trigger = new FtpRemoteTrigger();
/** Names that servers glob, split, cut or take for options. */
const odd = [
	'-rf',
	'[a]*?.txt',
	' leads and ends ',
	'a -> b',
	'ü ß 名',
	'semi;colon=1',
	'~',
	'%41',
];
let workflows = 0;

afterAll(stopEngine);

describe.each(loginsOf())('the trigger on $kind with TLS $tls', ({ kind, tls, login }) => {
	let server: RealServer;

	async function put(path: string, content: string, modified?: Date): Promise<void> {
		const file = join(server.root, path);
		await mkdir(dirname(file), { recursive: true });
		await writeFile(file, content);
		if (modified) await utimes(file, modified, modified);
		await server.own();
	}
	const left = async () => (await readdir(server.root, { recursive: true })).sort();
	function active(parameters: IDataObject = {}): ActiveTrigger {
		const given = { folder: locator('/in'), recursive: true, ...parameters };
		const ftpRemoteApi = credentialFor(server, login(server));
		return new ActiveTrigger(trigger, given, { ftpRemoteApi }, `real workflow ${++workflows}`);
	}
	async function told(polling: Promise<Awaited<ReturnType<ActiveTrigger['poll']>>>) {
		return (inShort(await polling) ?? []).sort();
	}

	beforeAll(async () => {
		server = await startRealServer(kind, { tls });
	});
	beforeEach(async () => {
		await put('in/old.csv', 'old', new Date('2001-02-03T04:05:06Z'));
	});
	afterEach(async () => {
		for (const name of await readdir(server.root))
			await rm(join(server.root, name), { recursive: true });
	});
	afterAll(async () => await server.stop());

	it('tells of files of every name once, also after a restart', async () => {
		const one = active({ events: ['added', 'changed', 'removed'] });
		expect(await told(one.activate())).toEqual([]);
		for (const name of odd) await put(`in/sub/${name}`, name);
		expect(await told(one.poll())).toEqual([]);
		expect(await told(one.poll())).toEqual(odd.map((name) => `added /in/sub/${name}`).sort());
		expect(await told(one.activate('init'))).toEqual([]);
		expect(await told(one.poll())).toEqual([]);
	});

	it('sees a file that takes the place of one of equal size within the same minute', async () => {
		const one = active({ readyWhen: 'immediately' });
		await one.activate();
		// The minute before this one: nothing that happens now can fall into the next.
		const minute = Math.floor(Date.now() / 60_000) * 60_000 - 60_000;
		await put('in/a.csv', 'one', new Date(minute + 5000));
		expect(await told(one.poll())).toEqual(['added /in/a.csv']);
		await put('in/a.csv', 'two', new Date(minute + 50_000));
		expect(await told(one.poll())).toEqual(['added /in/a.csv']);
		expect(await told(one.poll())).toEqual([]);
	});

	it('sees what is gone or was renamed, but not in a folder that it may not read', async () => {
		for (const name of ['a', 'b']) await put(`in/${name}.csv`, name);
		await put('in/closed/c.csv', 'c');
		const one = active({ events: ['removed'] });
		await one.activate();
		await rm(join(server.root, 'in/a.csv'));
		await rename(join(server.root, 'in/b.csv'), join(server.root, 'in/x.csv'));
		await chmod(join(server.root, 'in/closed'), 0o000);
		try {
			expect(await told(one.poll())).toEqual(['removed /in/a.csv', 'removed /in/b.csv']);
		} finally {
			await chmod(join(server.root, 'in/closed'), 0o755);
		}
		expect(await told(one.poll())).toEqual([]);
	});

	it('downloads and moves files of every name, and gives each to one of two workflows', async () => {
		const options = { download: true, afterPickup: 'move', moveToFolder: locator('/done') };
		const both = [1, 2].map(() => active({ readyWhen: 'immediately', options }));
		for (const one of both) await one.activate();
		// Pure-FTPd cuts blanks at the end of a name that is given, so such a file can only be read.
		const names = odd.filter((name) => kind !== 'pureftpd' || !name.endsWith(' '));
		for (const name of names) await put(`in/sub/${name}`, name);
		const items = (await Promise.all(both.map(async (one) => (await one.poll()) ?? []))).flat();
		expect(items.map(({ json }) => json.path).sort()).toEqual(
			names.map((name) => `/done/sub/${name}`).sort(),
		);
		expect(items.every(({ binary }) => binary?.data !== undefined)).toBe(true);
		expect(await left()).toEqual(
			[
				'done',
				'done/sub',
				...names.map((name) => `done/sub/${name}`),
				'in',
				'in/old.csv',
				'in/sub',
			].sort(),
		);
	});

	it('deletes what it has handed out, but not what took its place', async () => {
		const options = { download: true, afterPickup: 'delete' };
		const one = active({ readyWhen: 'immediately', options });
		await one.activate();
		for (const name of ['a', 'b']) await put(`in/${name}.csv`, name);
		expect(await told(one.poll())).toEqual(['added /in/a.csv', 'added /in/b.csv']);
		await put('in/b.csv', 'B', new Date('2020-01-01T00:00:00Z'));
		expect(await told(one.poll())).toEqual(['added /in/b.csv']);
		expect(await left()).toEqual(['in', 'in/b.csv', 'in/old.csv']);
	});
});
