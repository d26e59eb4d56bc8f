import Table from 'cli-table3';

/** What came of one check. */
export interface Outcome {
	readonly group: string;
	readonly title: string;
	readonly passed: boolean;
	readonly seen: string;
	readonly seconds: number;
}

/** Collects outcomes, and tells each one as it comes. */
export class Report {
	private readonly outcomes: Outcome[] = [];

	constructor(private readonly print: (line: string) => void) {}

	/** Runs a check to its end or its time limit; it never throws. */
	async check(
		group: string,
		title: string,
		work: () => Promise<string>,
		limitSeconds = 120,
	): Promise<boolean> {
		const began = performance.now();
		const outcome = await Promise.race([ended(work), tooLate(limitSeconds)]);
		const seconds = (performance.now() - began) / 1000;
		this.outcomes.push({ group, title, seconds, ...outcome });
		const mark = outcome.passed ? '  passed ' : '  FAILED ';
		this.print(`${mark} ${seconds.toFixed(1).padStart(6)} s  ${title}`);
		if (!outcome.passed)
			this.print(`            ${outcome.seen.replaceAll('\n', '\n            ')}`);
		return outcome.passed;
	}

	/** All that was seen, one table a group. */
	table(): string {
		const groups = [...new Set(this.outcomes.map(({ group }) => group))];
		return groups.map((group) => `\n${group}\n${this.tableOf(group)}`).join('\n');
	}

	get passed(): number {
		return this.outcomes.filter(({ passed }) => passed).length;
	}

	get failed(): number {
		return this.outcomes.length - this.passed;
	}

	private tableOf(group: string): string {
		const table = new Table({
			head: ['', 'What must hold', 'What was seen', 'Seconds'],
			colWidths: [8, 44, 76, 9],
			wordWrap: true,
			// JSON has no blanks to break at.
			wrapOnWordBoundary: false,
			style: { head: [], border: [] },
		});
		for (const { group: own, passed, title, seen, seconds } of this.outcomes) {
			if (own !== group) continue;
			table.push([passed ? 'passed' : 'FAILED', title, shortened(seen), seconds.toFixed(1)]);
		}
		return table.toString();
	}
}

type Ended = Pick<Outcome, 'passed' | 'seen'>;

async function ended(work: () => Promise<string>): Promise<Ended> {
	try {
		return { passed: true, seen: await work() };
	} catch (error) {
		return { passed: false, seen: error instanceof Error ? error.message : String(error) };
	}
}

function tooLate(seconds: number): Promise<Ended> {
	return new Promise((resolve) => {
		const seen = `Not finished after ${seconds} s`;
		setTimeout(() => resolve({ passed: false, seen }), seconds * 1000).unref();
	});
}

function shortened(text: string): string {
	return text.length > 700 ? `${text.slice(0, 700)} …` : text;
}
