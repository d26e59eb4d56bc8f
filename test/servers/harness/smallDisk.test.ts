import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { mountSmallDisk } from '../../support/smallDisk';

const MODULE = join(__dirname, '../../support/smallDisk.ts');

describe('a small disk', () => {
	let folder: string;
	beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'small-disk-'))));
	afterEach(() => rmSync(folder, { recursive: true }));
	const isMounted = () => readFileSync('/proc/mounts', 'utf8').includes(` ${folder} `);

	it('fills up, grows, and leaves nothing behind', async () => {
		const disk = await mountSmallDisk(folder, 64 * 1024);
		try {
			const write = () => writeFileSync(join(folder, 'large'), Buffer.alloc(100 * 1024));
			expect(write).toThrow('ENOSPC');
			await disk.resize(256 * 1024);
			expect(write).not.toThrow();
		} finally {
			await disk.unmount();
		}
		expect(isMounted()).toBe(false);
		expect(readdirSync(folder)).toEqual([]);
	});

	it('ends with the process that wanted it, even when that is killed', async () => {
		const script = `require('tsx/cjs');
			require(${JSON.stringify(MODULE)}).mountSmallDisk(${JSON.stringify(folder)}, 65536).then(() => console.log('up'));
			setInterval(() => undefined, 1000);`;
		const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
		await once(child.stdout, 'data');
		expect(isMounted()).toBe(true);
		child.kill('SIGKILL');
		while (isMounted()) await setTimeout(10);
	});
});
