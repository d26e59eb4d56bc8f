import type { IDataObject } from 'n8n-workflow';
import type { FinishedRun } from '../support/engine/FinishedRun';
import { sha256, type Sample } from './samples';

/** Everything that is not as it should be, in plain sentences; empty when all is well. */
export function problemsOf(run: FinishedRun, files: readonly Sample[]): string[] {
	// What is missing after that follows from it.
	if (run.error) return [`The workflow failed: ${run.error.message}.`];
	const expected = files.filter(({ path }) => !path.includes('/drafts/'));
	const hashes = new Set(expected.map(({ content }) => sha256(content)));
	const problems: string[] = [];
	const expect = (holds: boolean, sentence: string) => {
		if (!holds) problems.push(sentence);
	};
	const listed = run.json('List Incoming');
	const downloaded = run.json('Download Each');
	const uploaded = run.json('Upload Copy');
	const copies = run.json('List Copies');
	expect(
		listed.length === expected.length,
		`List found ${listed.length} files instead of ${expected.length}.`,
	);
	expect(!listed.some(inDrafts), 'List did not leave the drafts out.');
	expect(whole(downloaded, hashes), 'A downloaded file is not the one on the server.');
	expect(whole(uploaded, hashes), 'An uploaded file is not the one that was downloaded.');
	expect(
		[...downloaded, ...uploaded].every(({ verified }) => verified === 'size'),
		'A transfer was not verified.',
	);
	const changed = run.json('Upload Changed Orders')[0];
	const wanted = files
		.find(({ path }) => path === 'in/orders.csv')
		?.content.toString()
		.replaceAll('open', 'done');
	expect(
		changed?.sha256 === sha256(Buffer.from(wanted ?? '')),
		'The changed copy of the orders does not hold the change.',
	);
	expect(
		copies.length === expected.length + 1,
		`The new folder holds ${copies.length} files instead of ${expected.length + 1}.`,
	);
	expect(
		run
			.json('Delete Work Folder')
			.some(({ path, deleted }) => path === '/work' && deleted === true),
		'The work folder was not deleted.',
	);
	return problems;
}

function whole(items: readonly IDataObject[], hashes: ReadonlySet<string>): boolean {
	const seen = new Set(items.map((item) => item.sha256));
	return seen.size === hashes.size && [...hashes].every((hash) => seen.has(hash));
}

function inDrafts({ path }: IDataObject): boolean {
	return typeof path === 'string' && path.includes('/drafts/');
}
