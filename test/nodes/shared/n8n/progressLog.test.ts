import type { Progress } from '../../../../nodes/shared/model/RunContext';
import { progressLine, progressLog } from '../../../../nodes/shared/n8n/progressLog';

const report = (filesDone: number, bytesDone: number) => ({
	task: 'Download /in',
	filesDone,
	filesTotal: 40,
	bytesDone,
	bytesTotal: 10_000_000,
});

it('logs nothing for short work, then a line every five seconds', () => {
	let now = 0;
	const lines: string[] = [];
	const progress = progressLog(
		() => now,
		(line) => lines.push(line),
	);
	for (; now <= 12_000; now += 500) progress(report(now / 500, now * 400));
	expect(lines).toEqual([
		'Download /in: 10 of 40 files, 2 MB of 10 MB, 400 kB/s, 20 s left',
		'Download /in: 20 of 40 files, 4 MB of 10 MB, 400 kB/s, 15 s left',
	]);
});

it.each<[string, Partial<Progress>, number, string]>([
	['without a total', { filesTotal: null, bytesTotal: null }, 1000, 'T: 1 files, 5 kB, 1 kB/s'],
	[
		'with minutes left',
		{ bytesTotal: 605_000 },
		1000,
		'T: 1 of 2 files, 5 kB of 605 kB, 1 kB/s, 10 min left',
	],
	['at a standstill', {}, 0, 'T: 1 of 2 files, 5 kB of 10 kB, 0 B/s'],
])('writes a line %s', (_, change, bytesPerSecond, line) => {
	const progress = { task: 'T', filesDone: 1, filesTotal: 2, bytesDone: 5000, bytesTotal: 10_000 };
	expect(progressLine({ ...progress, ...change }, bytesPerSecond)).toBe(line);
});
