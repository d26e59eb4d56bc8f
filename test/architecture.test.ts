import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { preProcessFile } from 'typescript';

/** What a room may import: other rooms, and libraries beside the pure ones of Node. */
interface Room {
	readonly rooms: readonly string[];
	readonly libraries: readonly string[];
}

const SHARED: Readonly<Record<string, Room>> = {
	model: { rooms: [], libraries: ['picomatch'] },
	concurrency: { rooms: [], libraries: [] },
	listing: { rooms: ['model'], libraries: ['luxon', 'iconv-lite'] },
	explain: { rooms: ['model'], libraries: [] },
	local: { rooms: ['model'], libraries: ['node:fs', 'node:fs/promises'] },
	remote: {
		rooms: ['listing', 'explain', 'concurrency', 'model'],
		// node:fs: NODE_EXTRA_CA_CERTS, which Node tells in no other way before 22.15.
		libraries: ['basic-ftp', 'node:net', 'node:tls', 'node:dns', 'node:dns/promises', 'node:fs'],
	},
	files: { rooms: ['concurrency', 'model'], libraries: [] },
	sync: { rooms: ['files', 'concurrency', 'model'], libraries: [] },
	diagnose: { rooms: ['remote', 'listing', 'explain', 'concurrency', 'model'], libraries: [] },
	n8n: {
		rooms: [
			...['model', 'concurrency', 'listing', 'explain', 'local', 'remote'],
			...['files', 'sync', 'diagnose'],
		],
		libraries: ['n8n-workflow', 'mime-types'],
	},
};
const NODE_FOLDER: Room = {
	rooms: ['n8n', 'files', 'sync', 'diagnose', 'explain', 'model'],
	libraries: ['n8n-workflow'],
};
const CREDENTIALS: Room = { rooms: [], libraries: ['n8n-workflow'] };

/** Modules of Node that compute only: no disk, no network, no clock. */
const PURE = [
	...['node:buffer', 'node:crypto', 'node:events', 'node:path', 'node:stream'],
	...['node:stream/promises', 'node:string_decoder', 'node:util', 'node:zlib'],
];

const MAX_LINES = 250;
const VAGUE = /^(common|helpers?|manager|misc|types|utils?)$|(Helpers?|Manager|Utils?)$/;

const root = resolve(__dirname, '..');
const skipped = ['.cache', '.git', '.tmp', 'coverage', 'dist', 'node_modules'];

/** Every file below a folder of the project, as paths from its root. */
function filesBelow(folder: string): string[] {
	return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
		if (skipped.includes(entry.name)) return [];
		const path = join(folder, entry.name);
		return entry.isDirectory() ? filesBelow(path) : [path];
	});
}

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const everything = filesBelow('.');
const source = everything.filter((path) => /^(nodes|credentials)\/.*\.ts$/.test(path));
const tests = everything.filter((path) => /^test\/.*\.[cm]?[jt]s$/.test(path));
const imports = (path: string) =>
	preProcessFile(read(path), true, true).importedFiles.map(({ fileName }) => fileName);

/** The place of a file: `shared/model`, `FtpRemoteList`, `credentials`. */
function placeOf(path: string): string {
	const [top = '', folder = '', room = ''] = path.split('/');
	if (top !== 'nodes') return top;
	return folder === 'shared' ? `shared/${room}` : folder;
}

function roomAt(place: string): Room | undefined {
	if (place === 'credentials') return CREDENTIALS;
	return place.startsWith('shared/') ? SHARED[place.slice('shared/'.length)] : NODE_FOLDER;
}

/** Why a file may not import that module, or null. */
function objection(path: string, specifier: string): string | null {
	const place = placeOf(path);
	const room = roomAt(place);
	if (room === undefined) return `${path} is in no known room`;
	if (!specifier.startsWith('.')) {
		const allowed = PURE.includes(specifier) || room.libraries.includes(specifier);
		return allowed ? null : `${path} imports ${specifier}`;
	}
	const target = relative(root, resolve(root, dirname(path), specifier));
	const targetPlace = placeOf(target);
	if (targetPlace === place) return null;
	const allowed = room.rooms.some((name) => targetPlace === `shared/${name}`);
	return allowed ? null : `${path} imports ${target}`;
}

describe('the rooms of the house', () => {
	it('import only along the arrows, and only the libraries that are theirs', () => {
		const objections = source.flatMap((path) =>
			imports(path).flatMap((specifier) => objection(path, specifier) ?? []),
		);
		expect(objections).toEqual([]);
	});

	it.each([
		['a room that looks up', 'nodes/shared/model/Entry.ts', '../remote/Session'],
		['n8n inside the engine', 'nodes/shared/sync/planSync.ts', 'n8n-workflow'],
		['a socket outside remote', 'nodes/shared/diagnose/diagnose.ts', 'node:net'],
		['a node that reaches for the server', 'nodes/FtpRemoteList/list.ts', '../shared/remote/Pool'],
		["another node's file", 'nodes/FtpRemoteMove/move.ts', '../FtpRemoteList/list'],
		['a room nobody knows', 'nodes/shared/attic/Box.ts', '../model/Entry'],
	])('refuse %s', (_, path, specifier) => {
		expect(objection(path, specifier)).not.toBeNull();
	});

	it.each([
		['remote on listing', 'nodes/shared/remote/list.ts', '../listing/parseListing'],
		['a node on its own files', 'nodes/FtpRemoteList/list.ts', './fields'],
		['a node on the verbs', 'nodes/FtpRemoteList/list.ts', '../shared/files/walk'],
	])('let %s stand', (_, path, specifier) => {
		expect(objection(path, specifier)).toBeNull();
	});

	it('are imported file by file, inside the project', () => {
		const strays = [...source, ...tests].flatMap((path) =>
			imports(path)
				.filter((specifier) => specifier.startsWith('.'))
				.filter((specifier) =>
					relative(root, resolve(root, dirname(path), specifier)).startsWith('..'),
				)
				.map((specifier) => `${path} imports ${specifier}`),
		);
		expect(strays).toEqual([]);
	});
});

describe('a file', () => {
	it(`has at most ${MAX_LINES} lines`, () => {
		const long = [...source, ...tests]
			.map((path) => ({ path, lines: read(path).split('\n').length - 1 }))
			.filter(({ lines }) => lines > MAX_LINES);
		expect(long).toEqual([]);
	});

	it('is named after its idea', () => {
		const vague = [...source, ...tests].filter((path) =>
			path
				.replace(/(\.(test|node|credentials))?\.[cm]?[jt]s$/, '')
				.split('/')
				.some((name) => VAGUE.test(name)),
		);
		expect(vague).toEqual([]);
	});

	it('under nodes/ is not taken for a leftover by the lint of n8n', () => {
		expect(source.filter((path) => basename(path) === 'test.ts')).toEqual([]);
	});
});

describe('package.json', () => {
	const { n8n, scripts } = JSON.parse(read('package.json')) as {
		n8n: { nodes: string[]; credentials: string[] };
		scripts: Record<string, string>;
	};
	const built = (ending: string) =>
		source
			.filter((path) => path.endsWith(ending))
			.map((path) => `dist/${path.replace(/\.ts$/, '.js')}`)
			.sort();

	it('registers every node and credential, and none that is missing', () => {
		expect([...n8n.nodes].sort()).toEqual(built('.node.ts'));
		expect([...n8n.credentials].sort()).toEqual(built('.credentials.ts'));
	});

	it('has no script that runs by itself, because .npmrc switches those off', () => {
		expect(Object.keys(scripts).filter((name) => /^(pre|post)|^install$/.test(name))).toEqual([]);
	});
});

describe('what is published', () => {
	it('locks packages without the hosts they came from', () => {
		const lock = JSON.parse(read('package-lock.json')) as {
			packages: Record<string, { resolved?: string }>;
		};
		const hosts = Object.entries(lock.packages).filter(([, { resolved = '' }]) =>
			/^(git|https?)\b/.test(resolved),
		);
		expect(hosts).toEqual([]);
	});

	it('points to nothing outside the project', () => {
		const text = /\.([cm]?[jt]s|json|md|ya?ml|svg|sh)$|^[^.]+$/;
		const leaks = everything
			.filter((path) => text.test(basename(path)) && !path.startsWith('test/fixtures/'))
			.flatMap((path) => {
				const content = read(path);
				const machine = content.includes(root) ? [`${path} names ${root}`] : [];
				// Tests speak of paths such as ../../etc/passwd on purpose; their imports are looked at above.
				const upward = path.startsWith('test/') ? [] : (content.match(/(\.\.\/)+[\w.-]+/g) ?? []);
				const outside = upward.filter((reference) =>
					relative(root, resolve(root, dirname(path), reference)).startsWith('..'),
				);
				return [...machine, ...outside.map((reference) => `${path} points to ${reference}`)];
			});
		expect(leaks).toEqual([]);
	});
});
