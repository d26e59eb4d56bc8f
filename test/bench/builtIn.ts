import { childRun } from './childRun';
import { warmUpsOf, type Contender } from './Job';
import { materialPaths } from './material';

/** What the child is told. */
export interface BuiltInWork {
	readonly host: string;
	readonly port: number;
	readonly user: string;
	readonly password: string;
	readonly tls: boolean;
	readonly upload: boolean;
	readonly remote: string;
	readonly local: string;
	/** Files to upload; downloads are found by listing. */
	readonly paths: readonly string[];
	/** The same work with other ends, done before what is measured. */
	readonly warmUps: ReadonlyArray<{ readonly remote: string; readonly local: string }>;
}

/** The library of n8n's own FTP node, used as that node uses it: one connection, one file after the other. */
export const builtIn: Contender = async ({ task, server, tls, remote, local }) => {
	const { host, port, user, password } = server;
	const work: BuiltInWork = {
		...{ host, port, user, password, tls, remote, local },
		upload: task.direction === 'upload',
		paths: materialPaths(task.material),
		warmUps: warmUpsOf(task).map((number) =>
			task.direction === 'upload'
				? { local, remote: `${remote}-warm-${number}` }
				: { remote, local: `${local}-warm-${number}` },
		),
	};
	return await childRun('builtInRun.ts', work);
};
