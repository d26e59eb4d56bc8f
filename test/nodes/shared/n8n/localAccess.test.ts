import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { localAccess, type FileRules } from '../../../../nodes/shared/n8n/localAccess';

/** As n8n does it: one missing level only, and an allow list. */
function rulesFor(allowed: string, pinDirectory?: FileRules['pinDirectory']): FileRules {
	const resolvePath = async (path: unknown) => {
		const text = String(path);
		const resolved = await realpath(text).catch(async (error: NodeJS.ErrnoException) => {
			if (error.code !== 'ENOENT') throw error;
			return join(await realpath(dirname(text)), basename(text));
		});
		return resolved as Awaited<ReturnType<FileRules['resolvePath']>>;
	};
	return {
		resolvePath,
		isFilePathBlocked: (path) => path !== allowed && !path.startsWith(`${allowed}/`),
		pinDirectory,
	};
}

let folder: string;
beforeEach(() => (folder = realpathSync(mkdtempSync(join(tmpdir(), 'access-')))));
afterEach(() => rmSync(folder, { recursive: true }));

it('resolves a path from its nearest existing folder, however deep it is', async () => {
	const access = localAccess(rulesFor(folder));
	const path = join(folder, 'a/b/c/d.txt');
	expect(await access.check(path)).toBe(path);
});

it('resolves links on the way', async () => {
	mkdirSync(join(folder, 'real'));
	symlinkSync('real', join(folder, 'link'));
	const access = localAccess(rulesFor(folder));
	expect(await access.check(join(folder, 'link/a/b'))).toBe(join(folder, 'real/a/b'));
});

it('refuses what n8n refuses, and names the setting and its default', async () => {
	symlinkSync(tmpdir(), join(folder, 'out'));
	const access = localAccess(rulesFor(join(folder, 'allowed')));
	for (const path of [folder, join(folder, 'out/x')]) {
		await expect(access.check(path)).rejects.toMatchObject({
			category: 'permission',
			stage: 'local',
			description: expect.stringMatching(/N8N_RESTRICT_FILE_ACCESS_TO.*~\/\.n8n-files/),
		});
	}
	await expect(access.check(join(folder, 'out/x'))).rejects.toThrow(
		`(which is "${join(realpathSync(tmpdir()), 'x')}")`,
	);
	expect(access.isBlocked(folder)).toBe(true);
});

it("holds folders open with n8n's helper where it has one", async () => {
	const asked: unknown[] = [];
	const pinned = { resolvePath: (name: string) => `pinned/${name}`, close: async () => undefined };
	const access = localAccess(
		rulesFor(folder, async (...given) => {
			asked.push(given);
			return pinned;
		}),
	);
	expect((await access.pin(folder))?.resolvePath('a')).toBe('pinned/a');
	expect(asked).toEqual([[folder, { create: false }]]);
	expect(await localAccess(rulesFor(folder)).pin(folder)).toBeNull();
});
