import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { RemoteSettings } from '../../nodes/shared/remote/settings';
import type { Done, Work } from './Execution';
import type { Order, Said } from './soakChild';

/** Has an execution carried out by a process of its own. @throws when that ends before its work does */
export async function inOtherProcess(
	settings: RemoteSettings,
	work: Work,
	onFile: () => void,
): Promise<Done> {
	const child = fork(join(__dirname, 'soakChild.ts'), [], { execArgv: ['--import', 'tsx'] });
	return await new Promise<Done>((resolve, reject) => {
		let done: Done | null = null;
		child.on('message', (message) => {
			const said = message as Said;
			if (said.say === 'file') onFile();
			else done = said.done;
		});
		child.once('close', (code) => {
			if (done) resolve(done);
			else reject(new Error(`The process of ${work.owner} ended by itself with ${code}`));
		});
		child.send({ settings, work } satisfies Order);
	});
}
