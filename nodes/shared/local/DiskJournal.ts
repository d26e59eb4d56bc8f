import { constants } from 'node:fs';
import { open, readFile, unlink, type FileHandle } from 'node:fs/promises';
import { codeOf, diskError } from './diskError';
import { statePath, type StateFiles } from './StateFiles';

const append = constants.O_RDWR | constants.O_CREAT | constants.O_APPEND | constants.O_NOFOLLOW;

/** Lines that wait to be written together, and those who wait for that. */
interface Batch {
	text: string;
	readonly written: Promise<void>;
}

/**
 * A file to which lines are added. Lines of calls side by side go out in one write; what was written outlives the
 * process. It is not forced to the disk, as a power failure that takes its last lines costs no file:
 * - Without its record a transfer is found out again: both sides differ from the older record, so the content decides.
 * - Without its `forget` a deletion is found out again: neither side has the path.
 * - Without its `begin` a half file stays under a name that no sync takes for a file, and a file that was set aside is
 *   known by its own name and put back.
 * Lines must not reach the disk before the names of the files that they tell of, or a download would look deleted.
 * Unforced they do not: disks keep the order of such changes.
 */
export class DiskJournal {
	private handle: FileHandle | null = null;
	private waiting: Batch | null = null;
	private writing: Promise<void> = Promise.resolve();
	/** The last line may have no end: killed or failed in the middle of a write. */
	private torn = true;

	constructor(private readonly files: StateFiles) {}

	/** Resolves once a killed process would no longer lose the line. */
	async append(line: string): Promise<void> {
		if (this.waiting === null) {
			const before = this.writing;
			const written = before.then(async () => await this.flush());
			this.waiting = { text: '', written };
			this.writing = written.catch(() => undefined);
		}
		this.waiting.text += `${line}\n`;
		await this.waiting.written;
	}

	/** Takes the file away, after what is being written. */
	async empty(): Promise<void> {
		await this.close();
		await this.files.in('delete', async (path) => {
			await unlink(path('journal')).catch((error: unknown) => {
				if (codeOf(error) !== 'ENOENT') throw error;
			});
		});
	}

	async close(): Promise<void> {
		await this.writing;
		const { handle } = this;
		this.handle = null;
		this.torn = true;
		await handle?.close();
	}

	private async flush(): Promise<void> {
		const text = this.waiting?.text ?? '';
		this.waiting = null;
		this.handle ??= await this.files.in('write', async (path) => open(path('journal'), append));
		// A blank line means nothing, and ends whatever was torn.
		const bytes = Buffer.from(this.torn ? `\n${text}` : text);
		this.torn = true;
		try {
			for (let done = 0; done < bytes.length;)
				done += (await this.handle.write(bytes, done, bytes.length - done, null)).bytesWritten;
		} catch (error) {
			throw diskError(error, 'write', statePath);
		}
		this.torn = false;
	}
}

/** The lines of a file of the disk, without blank ones; none when it is not there. */
export async function linesOf(file: string): Promise<string[]> {
	try {
		const flag = constants.O_RDONLY | constants.O_NOFOLLOW;
		return (await readFile(file, { encoding: 'utf8', flag }))
			.split('\n')
			.filter((line) => line !== '');
	} catch (error) {
		if (codeOf(error) === 'ENOENT') return [];
		throw error;
	}
}
