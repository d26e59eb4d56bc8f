import {
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { FtpRemoteTrigger } from '../../nodes/FtpRemoteTrigger/FtpRemoteTrigger.node';
import { ActiveTrigger, inShort } from '../support/engine/ActiveTrigger';
import { credentialFor } from '../support/engine/ftpRun';
import { locator } from '../support/engine/searchList';
import { FinishedRun } from '../support/engine/FinishedRun';
import { stopEngine } from '../support/engine/stopEngine';
import { FtpServer } from '../support/server/FtpServer';
import { on, reply } from '../support/server/faults';

const trigger = new FtpRemoteTrigger();
let server: FtpServer;
let workflows = 0;

function put(path: string, content: string, modified?: Date): void {
	const file = join(server.root, path);
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, content);
	if (modified) utimesSync(file, modified, modified);
}
const there = (folder: string) => readdirSync(join(server.root, folder)).sort();

function triggerOf(parameters: IDataObject = {}, credential: IDataObject = {}): ActiveTrigger {
	const given = { folder: locator('/in'), ...parameters };
	const ftpRemoteApi = { ...credentialFor(server), retries: 0, ...credential } as never;
	return new ActiveTrigger(trigger, given, { ftpRemoteApi }, `workflow ${++workflows}`);
}
const at = (time: string) => new Date(time);

beforeEach(async () => {
	server = await FtpServer.start();
	put('in/old.csv', 'old');
});
afterEach(async () => await server.stop());
afterAll(stopEngine);

describe('the trigger', () => {
	it('tells of a file once it has stayed the same between two polls, with all that is known of it', async () => {
		const active = triggerOf();
		expect(await active.activate()).toBeNull();
		put('in/new.csv', '12345', at('2026-01-02T03:04:05Z'));
		expect(await active.poll()).toBeNull();
		expect(await active.poll()).toEqual([
			{
				json: {
					event: 'added',
					name: 'new.csv',
					path: '/in/new.csv',
					folder: '/in',
					type: 'file',
					size: 5,
					modifiedAt: '2026-01-02T03:04:05.000Z',
					modifiedPrecision: 'second',
					permissions: expect.anything(),
					owner: expect.anything(),
					group: expect.anything(),
					linkTarget: null,
				},
			},
		]);
		expect(await active.poll()).toBeNull();
	});

	it('goes on after a restart of n8n where it has told something last', async () => {
		const active = triggerOf({ readyWhen: 'immediately' });
		await active.activate();
		put('in/a.csv', 'a');
		expect(inShort(await active.poll())).toEqual(['added /in/a.csv']);
		put('in/b.csv', 'b');
		expect(inShort(await active.activate('init'))).toEqual(['added /in/b.csv']);
		expect(await active.activate('init')).toBeNull();
	});

	it('hands out the content in a binary field', async () => {
		const active = triggerOf({ options: { download: true, binaryPropertyName: 'file' } });
		await active.activate();
		put('in/new.csv', 'content');
		await active.poll();
		const [item, ...more] = (await active.poll()) ?? [];
		expect(more).toEqual([]);
		expect(item?.json).toMatchObject({ bytes: 7, verified: 'size', sha256: expect.any(String) });
		expect(item?.binary?.file).toMatchObject({ fileName: 'new.csv', mimeType: 'text/csv' });
		const content = await new FinishedRun({} as never).file(item, 'file');
		expect(content.toString()).toBe('content');
	});

	it('moves a file before it hands it out, and overwrites nothing', async () => {
		const options = { afterPickup: 'move', moveToFolder: locator('/in/done') };
		const active = triggerOf({ readyWhen: 'immediately', options });
		put('in/done/a.csv', 'first');
		await active.activate();
		put('in/a.csv', 'second');
		const [item] = (await active.poll()) ?? [];
		expect(item?.json).toMatchObject({
			event: 'added',
			originalPath: '/in/a.csv',
			path: expect.stringMatching(/^\/in\/done\/a\.\d{8}-\d{6}\.csv$/),
			folder: '/in/done',
		});
		expect(there('in')).toEqual(['done', 'old.csv']);
		expect(readFileSync(join(server.root, item?.json.path as string), 'utf8')).toBe('second');
		expect(readFileSync(join(server.root, 'in/done/a.csv'), 'utf8')).toBe('first');
	});

	it('deletes with the next poll what it has handed out', async () => {
		const options = { download: true, afterPickup: 'delete' };
		const active = triggerOf({ readyWhen: 'immediately', options });
		await active.activate();
		put('in/a.csv', 'a');
		expect(inShort(await active.poll())).toEqual(['added /in/a.csv']);
		expect(there('in')).toEqual(['a.csv', 'old.csv']);
		expect(await active.poll()).toBeNull();
		expect(there('in')).toEqual(['old.csv']);
	});

	it('lets one of two workflows have a file that both would move', async () => {
		const options = { afterPickup: 'move', moveToFolder: locator('/done') };
		const both = [1, 2].map(() => triggerOf({ readyWhen: 'immediately', options }));
		for (const one of both) await one.activate();
		const names = Array.from({ length: 20 }, (_, index) => `file ${index}.csv`);
		for (const name of names) put(`in/${name}`, name);
		const told = (await Promise.all(both.map(async (one) => await one.poll()))).flatMap(inShort);
		expect(told.filter((one) => one !== null).sort()).toEqual(
			names.map((name) => `added /done/${name}`).sort(),
		);
		for (const one of both) expect(await one.poll()).toBeNull();
	});

	it('says what is gone, and only that', async () => {
		put('in/sub/x.csv', 'x');
		const active = triggerOf({ events: ['removed'], recursive: true });
		await active.activate();
		rmSync(join(server.root, 'in/sub'), { recursive: true });
		expect(inShort(await active.poll())).toEqual(['removed /in/sub/x.csv']);
		expect(await active.poll()).toBeNull();
	});

	it('forgets nothing of what happens while n8n is not running', async () => {
		const active = triggerOf({ readyWhen: 'immediately', events: ['added', 'changed', 'removed'] });
		put('in/b.csv', 'b');
		await active.activate();
		put('in/new.csv', 'n', at('2001-01-01T00:00:00Z'));
		put('in/b.csv', 'B', at('2002-01-01T00:00:00Z'));
		rmSync(join(server.root, 'in/old.csv'));
		expect(inShort(await active.activate('init'))).toEqual([
			'added /in/new.csv',
			'changed /in/b.csv',
			'removed /in/old.csv',
		]);
	});

	it('begins anew when the folder is another one', async () => {
		const active = triggerOf({ readyWhen: 'immediately' });
		await active.activate();
		put('other/a.csv', 'a');
		const other = triggerOf({ folder: locator('/other'), readyWhen: 'immediately' });
		other.saved = active.saved;
		expect(await other.activate('update')).toBeNull();
		put('other/b.csv', 'b');
		expect(inShort(await other.poll())).toEqual(['added /other/b.csv']);
	});
});

describe('an outage', () => {
	it('is thrown once, then written to the log until a poll succeeds', async () => {
		const active = triggerOf({ readyWhen: 'immediately' });
		await active.activate();
		for (let outage = 0; outage < 2; outage++) {
			await server.pause();
			await expect(active.poll()).rejects.toMatchObject({
				context: { category: 'unreachable' },
				description: expect.stringMatching(/\w/),
			});
			expect(await active.poll()).toBeNull();
			expect(await active.poll()).toBeNull();
			await server.resume();
			expect(await active.poll()).toBeNull();
		}
		put('in/a.csv', 'a');
		expect(inShort(await active.poll())).toEqual(['added /in/a.csv']);
	});

	it.each(['init', 'leadershipChange'] as const)(
		'does not keep the trigger from starting with n8n (%s)',
		async (mode) => {
			const active = triggerOf({ readyWhen: 'immediately' });
			await active.activate();
			await server.pause();
			expect(await active.activate(mode)).toBeNull();
			expect(await active.poll()).toBeNull();
			await server.resume();
			put('in/a.csv', 'a');
			expect(inShort(await active.poll())).toEqual(['added /in/a.csv']);
			await server.pause();
			await expect(active.poll()).rejects.toThrow();
			await server.resume();
		},
	);

	it('is told to a person who activates the workflow', async () => {
		await server.pause();
		const active = triggerOf();
		await expect(active.activate()).rejects.toThrow();
		await expect(triggerOf({}, { password: 'wrong' }).activate()).rejects.toThrow();
		await server.resume();
	});

	it('is not what a single file that cannot be read looks like each time', async () => {
		const active = triggerOf({ readyWhen: 'immediately', options: { download: true } });
		await active.activate();
		put('in/secret.csv', 's');
		server.script(on('RETR', { path: '/in/secret.csv' }, reply('550 Permission denied')));
		await expect(active.poll()).rejects.toMatchObject({ context: { category: 'permission' } });
		expect(await active.poll()).toBeNull();
		put('in/a.csv', 'a');
		expect(inShort(await active.poll())).toEqual(['added /in/a.csv']);
		expect(await active.poll()).toBeNull();
		server.clearScript();
		expect(inShort(await active.poll())).toEqual(['added /in/secret.csv']);
	});

	it('is a folder that is missing, not files that were removed', async () => {
		const active = triggerOf({ events: ['removed'] });
		await active.activate();
		renameSync(join(server.root, 'in'), join(server.root, 'away'));
		await expect(active.poll()).rejects.toMatchObject({ context: { category: 'notFound' } });
		renameSync(join(server.root, 'away'), join(server.root, 'in'));
		expect(await active.poll()).toBeNull();
	});
});
