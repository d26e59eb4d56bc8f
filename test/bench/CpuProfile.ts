import { mkdirSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector';
import { join } from 'node:path';

/** A CPU profile of this process from `start` to `save`, for the developer tools of a browser. */
export class CpuProfile {
	private readonly session = new Session();

	constructor(private readonly folder: string) {
		mkdirSync(folder, { recursive: true });
		this.session.connect();
		this.session.post('Profiler.enable');
	}

	start(): void {
		this.session.post('Profiler.start');
	}

	save(): void {
		this.session.post('Profiler.stop', (error, { profile }) => {
			if (error) throw error;
			const path = join(this.folder, `${process.pid}-${Date.now()}.cpuprofile`);
			writeFileSync(path, JSON.stringify(profile));
		});
	}
}
