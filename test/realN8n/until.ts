import { setTimeout as sleep } from 'node:timers/promises';

/** Waits for what cannot tell by itself that it holds, such as files that another process writes. @throws after 30 s */
export async function until(what: string, holds: () => boolean): Promise<void> {
	for (const end = Date.now() + 30_000; !holds(); await sleep(20)) {
		if (Date.now() > end) throw new Error(`It never came that ${what}`);
	}
}
