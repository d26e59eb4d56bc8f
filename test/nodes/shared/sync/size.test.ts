import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

const script = resolve(__dirname, '../../../support/memory/hugeSync.ts');
const files = 50_000;
/** 1 KiB an entry of the two sides, beside what Node itself and the loader of TypeScript take: half of what is promised. */
const limitMiB = Math.ceil((2 * files * 1024) / 2 ** 20) + 25;

/** Runs outside of jest, whose own heap would count. */
async function sync(job: string): Promise<number> {
	const { stdout } = await promisify(execFile)(
		process.execPath,
		[`--max-old-space-size=${limitMiB}`, '--import', 'tsx', script, job],
		{ timeout: 120_000 },
	);
	return Number(stdout);
}

describe('100,000 entries', () => {
	it('are scanned, matched, compared and remembered in less than 2 KiB each', async () => {
		expect(await sync('twice')).toBe(2 * files);
	}, 120_000);

	it('are planned in less than 2 KiB each', async () => {
		expect(await sync('preview')).toBe(files + 500);
	}, 120_000);
});
