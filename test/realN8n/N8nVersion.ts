import type { BinaryMode } from './n8nEnvironment';

/** One release of n8n that the package is tried in. */
export interface N8nVersion {
	readonly version: string;
	/** Majors of Node that it runs on. */
	readonly nodeMajors: readonly number[];
	/** A Node to bring along when the one at hand is none of those; null = there is no way. */
	readonly ownNode: string | null;
	/** Where it keeps binary data when nobody says otherwise. */
	readonly binaryMode: BinaryMode;
	/** What a plain installation needs in its package.json. */
	readonly overrides: Readonly<Record<string, unknown>>;
	/** Packages whose native part is compiled; with null npm runs every script of every package. */
	readonly compiled: readonly string[] | null;
}

/** The last n8n 1.x, and a current 2.x. */
export const n8nVersions: readonly [N8nVersion, N8nVersion] = [
	{
		version: '1.123.81',
		nodeMajors: [20, 22],
		binaryMode: 'default',
		// Its native parts are compiled for the Node that runs npm: another one would not load them.
		ownNode: null,
		overrides: {
			// n8n names a download of its maker's site in its place.
			xlsx: '0.18.5',
			// The newest one does not compile on Node 20.
			'isolated-vm': '5.0.4',
		},
		compiled: null,
	},
	{
		version: '2.41.1',
		nodeMajors: [24, 25, 26],
		binaryMode: 'filesystem',
		ownNode: '24.21.0',
		overrides: {
			xlsx: '0.18.5',
			linkedom: '0.18.13',
			langchain: { '@langchain/langgraph': '1.2.0' },
		},
		// The scripts of the others download half of the internet, and n8n starts without them.
		compiled: ['sqlite3'],
	},
];

/** The n8n that suits the Node at hand: 2.x from Node 24 on. */
export function versionFor(nodeMajor: number): N8nVersion {
	const [old, current] = n8nVersions;
	return nodeMajor >= 24 ? current : old;
}

/** The major of the Node that runs this. */
export const ownMajor = Number(process.versions.node.split('.')[0]);
