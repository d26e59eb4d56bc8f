import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { LocalAccess } from '../../../nodes/shared/local/LocalAccess';
import { LocalEndpoint } from '../../../nodes/shared/local/LocalEndpoint';
import { LocalRoot } from '../../../nodes/shared/local/LocalRoot';
import { testRun } from '../memory/testRun';
import { plainAccess } from './plainAccess';

/** A temporary folder of the disk and an endpoint over it. */
export class LocalWorld {
	/** Absolute path of the disk. */
	readonly path: string;
	readonly root: LocalRoot;
	readonly run = testRun({ random: Math.random });
	readonly endpoint: LocalEndpoint;

	constructor(access: (path: string) => LocalAccess = () => plainAccess()) {
		this.path = realpathSync(mkdtempSync(join(tmpdir(), 'local-folder-')));
		this.root = new LocalRoot(this.path, access(this.path), process.platform);
		this.endpoint = new LocalEndpoint(this.root, this.run);
	}

	/** The place of a path on the disk. */
	at(path: string): string {
		return join(this.path, path);
	}

	put(path: string, content: string | Buffer = ''): void {
		mkdirSync(dirname(this.at(path)), { recursive: true });
		writeFileSync(this.at(path), content);
	}

	async text(path: string): Promise<string> {
		return await readFile(this.at(path), 'utf8');
	}

	/** Everything below a folder, as paths in order. */
	async names(folder = '/'): Promise<string[]> {
		const found = await readdir(this.at(folder), { recursive: true });
		return found.sort();
	}

	remove(): void {
		rmSync(this.path, { recursive: true, force: true });
	}
}
