import type { Readable } from 'node:stream';
import { mapConcurrently } from '../concurrency/mapConcurrently';
import type {
	Abilities,
	ByteSource,
	Endpoint,
	Expected,
	ListOptions,
	MoveOptions,
	ReadOptions,
	ReadResult,
	WriteOptions,
} from '../model/Endpoint';
import type { Entry } from '../model/Entry';
import type { Listing } from '../model/Listing';
import type { Receipt } from '../model/Receipt';
import { appendFile } from './appendFile';
import { isCategory, RemoteError } from '../model/RemoteError';
import { deleteFile, deleteFolder, makeFolder } from './changePaths';
import { findPath, findPaths, pathsAFlight } from './findPaths';
import { setTime } from './finishing';
import { askHash, hashesOf, type HashAlgorithm } from './hashes';
import { listAhead } from './listAhead';
import { listFolder, usesMlsd } from './listFolder';
import { listWithLinks } from './listWithLinks';
import { movePath } from './movePath';
import { readFile } from './readFile';
import type { Remote } from './Remote';
import { restoreSetAside } from './restoreSetAside';
import { offers } from './ServerProfile';
import type { Session } from './Session';
import { writeFile } from './writeFile';

/** An FTP server under the credential's Root Folder, for one run. */
export class RemoteEndpoint implements Endpoint {
	constructor(private readonly remote: Remote) {}

	get name(): string {
		return this.remote.settings.host;
	}

	/** Twice the connections: while one task's last answers are under way, its connection serves the next. */
	get parallel(): number {
		return this.remote.settings.maxConnections * 2;
	}

	announce(calls: number): void {
		this.remote.warmUp(Math.min(calls, this.remote.settings.maxConnections));
	}

	async abilities(): Promise<Abilities> {
		return await this.remote.attempts('FEAT', '/', async () => {
			return await this.remote.use(async (session) => {
				const { profile } = session;
				const mlst = offers(profile, 'MLST') && profile.features?.size !== 0;
				return await Promise.resolve({
					keepsModified: profile.timeCommand !== null || !profile.unknown.has('set SITE UTIME'),
					// MLST may work where MLSD is refused.
					listedPrecision: usesMlsd(session) ? 'second' : 'minute',
					exactModified: mlst || offers(profile, 'MDTM'),
					hashes: hashesOf(profile),
					clockOffsetMs: null,
				} as const);
			});
		});
	}

	async list(folder: string, options?: ListOptions): Promise<Listing> {
		const tellLinks = options?.tellLinks === true;
		const read = tellLinks ? listWithLinks : listFolder;
		const whole = async (session: Session) =>
			await restoreSetAside(session, await read(session, folder));
		return await this.remote.attempts('LIST', folder, async () => {
			const begun = await this.remote.use(async (session) => {
				const ahead = tellLinks ? null : await listAhead(session, folder);
				return ahead ?? { listing: await whole(session) };
			});
			if ('listing' in begun) return begun.listing;
			const listing = await this.remote.settled(begun.outcome, begun.giveUp);
			return listing ?? (await this.remote.use(whole));
		});
	}

	async find(path: string): Promise<Entry | null> {
		return await this.remote.attempts('MLST', path, async () => {
			return await this.remote.use(async (session) => await findPath(session, path));
		});
	}

	async findMany(paths: readonly string[]): Promise<ReadonlyArray<Entry | null | Error>> {
		const { parallel, remote } = this;
		const flights: string[][] = [];
		for (let at = 0; at < paths.length; at += pathsAFlight)
			flights.push(paths.slice(at, at + pathsAFlight));
		const looks = await mapConcurrently(flights, parallel, remote.run.signal, async (flight) => {
			try {
				return await remote.attempts('MLST', flight[0] ?? '/', async () => {
					return await remote.use(async (session) => await findPaths(session, flight));
				});
			} catch (error) {
				if (isCategory(error, 'cancelled') || !(error instanceof RemoteError)) throw error;
				return flight.map((path) => error.with({ path }));
			}
		});
		return looks.flat();
	}

	async createFolder(path: string): Promise<void> {
		await makeFolder(this.remote, path);
	}

	async removeFile(path: string, expected?: Expected): Promise<void> {
		await deleteFile(this.remote, path, expected);
	}

	async removeFolder(path: string): Promise<void> {
		await deleteFolder(this.remote, path);
	}

	async move(from: string, to: string, options: MoveOptions): Promise<Entry> {
		return await movePath(this.remote, from, to, options);
	}

	async read<T>(
		path: string,
		consume: (body: Readable) => Promise<T>,
		options: ReadOptions,
	): Promise<ReadResult<T>> {
		return await readFile(this.remote, path, consume, options);
	}

	async write(path: string, source: ByteSource, options: WriteOptions): Promise<Receipt> {
		const { mode } = options;
		if (mode === 'append') return await appendFile(this.remote, path, source, options);
		return await writeFile(this.remote, path, source, { ...options, mode });
	}

	async setModified(path: string, modifiedAt: string): Promise<boolean> {
		return await this.remote.attempts('MFMT', path, async () => {
			return await this.remote.use(async (session) => await setTime(session, path, modifiedAt));
		});
	}

	async hash(path: string, algorithm: string): Promise<string | null> {
		return await this.remote.attempts('HASH', path, async () => {
			return await this.remote.use(async (session) => {
				const known = hashesOf(session.profile).find(
					(one): one is HashAlgorithm => one === algorithm,
				);
				return known ? await askHash(session, path, known) : null;
			});
		});
	}
}
