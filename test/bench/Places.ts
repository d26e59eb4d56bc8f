import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { engineFiles } from '../support/engine/env';
import type { RealServer } from '../support/realServers/startRealServer';
import { contentOf, writeMaterial } from './material';
import type { Material, Task } from './tasks';

/** The two ends of one run, and where the files of a run are to arrive. */
export interface Ends {
	readonly local: string;
	readonly remote: string;
	readonly arrived: string;
}

/** The folders of one session of measuring: the files of a task are written once, each run gets an empty folder for them. */
export class Places {
	private readonly written = new Set<string>();
	private runs = 0;

	private constructor(
		private readonly folder: string,
		private readonly server: RealServer,
	) {}

	static async beside(server: RealServer): Promise<Places> {
		return new Places(await mkdtemp(join(engineFiles, 'bench-')), server);
	}

	async lend<T>(task: Task, work: (ends: Ends) => Promise<T>): Promise<T> {
		const { name, direction, material, work: kind } = task;
		if (kind === 'settled') return await this.lendAlike(task, work);
		const run = `run-${++this.runs}`;
		const { root } = this.server;
		const [source, target] = direction === 'upload' ? [this.folder, root] : [root, this.folder];
		const files = join(source, name);
		await this.provide(files, material);
		const arrived = join(target, run);
		await mkdir(arrived);
		await this.server.own();
		try {
			return direction === 'upload'
				? await work({ arrived, local: files, remote: `/${run}` })
				: await work({ arrived, local: arrived, remote: `/${name}` });
		} finally {
			await rm(arrived, { recursive: true });
		}
	}

	/** Both ends hold the same files. */
	private async lendAlike<T>(
		{ name, material }: Task,
		work: (ends: Ends) => Promise<T>,
	): Promise<T> {
		const local = join(this.folder, name);
		const arrived = join(this.server.root, name);
		await this.provide(local, material);
		await this.provide(arrived, material);
		await this.server.own();
		return await work({ local, arrived, remote: `/${name}` });
	}

	private async provide(folder: string, material: Material): Promise<void> {
		if (this.written.has(folder)) return;
		await writeMaterial(folder, material);
		this.written.add(folder);
	}

	async remove(): Promise<void> {
		await rm(this.folder, { recursive: true, force: true });
	}
}

/** @throws when not everything that a task is about lies in the folder */
export async function checkArrived({ material }: Task, folder: string): Promise<void> {
	const { files, bytes } = await contentOf(folder);
	if (files !== material.files || bytes !== material.files * material.fileBytes)
		throw new Error(`Only ${files} files and ${bytes} bytes arrived`);
}
