import { readFileSync, writeFileSync } from 'node:fs';
import type { Measured } from './Job';

/** Measures this process from its creation on: time, CPU, and the kernel's own mark of the highest memory. */
export class Meter {
	private readonly began = performance.now();
	private readonly cpu = process.cpuUsage();
	private readonly memoryBefore: number;

	/**
	 * Frees memory of earlier work. To be called before the warm-up: V8 throws away compiled code as well then, and what comes
	 * next takes twice the CPU.
	 */
	static collectGarbage(): void {
		global.gc?.();
	}

	constructor() {
		// Resets the mark (proc(5)), so that what the start took does not count.
		writeFileSync('/proc/self/clear_refs', '5');
		this.memoryBefore = kibibytes('VmRSS');
	}

	read(): Measured {
		const { user, system } = process.cpuUsage(this.cpu);
		return {
			seconds: (performance.now() - this.began) / 1000,
			cpuSeconds: (user + system) / 1e6,
			peakMiB: (kibibytes('VmHWM') - this.memoryBefore) / 1024,
		};
	}
}

function kibibytes(name: string): number {
	const status = readFileSync('/proc/self/status', 'latin1');
	return Number(new RegExp(`^${name}:\\s*(\\d+) kB`, 'm').exec(status)?.[1] ?? NaN);
}
