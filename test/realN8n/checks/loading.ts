import assert from 'node:assert/strict';
import type { INodeTypeDescription } from 'n8n-workflow';
import type { Check } from '../Check';
import type { Lab } from '../Lab';

interface LoadedType extends Pick<INodeTypeDescription, 'name' | 'displayName' | 'codex'> {
	readonly iconUrl?: string | { light: string; dark: string };
	readonly supportedNodes?: readonly string[];
}

/** What n8n makes of the package when it starts. */
export const loading: readonly Check[] = [
	{
		title: 'n8n knows every node, with light and dark icon and search words',
		run: async (lab) => {
			const wanted = ownTypes(lab);
			const loaded = await types(lab, 'nodes');
			const own = loaded.filter(({ name }) => wanted.includes(name));
			assert.deepEqual(own.map(({ name }) => name).sort(), [...wanted].sort());
			for (const type of own) {
				await assertIcons(lab, type);
				assert.ok(type.codex?.alias?.includes('FTP'), `${type.name} is not found by "FTP"`);
			}
			return own.map(({ displayName }) => displayName).join(', ');
		},
	},
	{
		title: 'Every action node can be used as a tool',
		run: async (lab) => {
			const names = (await types(lab, 'nodes')).map(({ name }) => name);
			const actions = ownTypes(lab).filter((name) => !name.endsWith('Trigger'));
			const missing = actions.filter((name) => !names.includes(`${name}Tool`));
			assert.deepEqual(missing, []);
			return `${actions.length} tools`;
		},
	},
	{
		title: 'n8n knows the credential, with icons, and the nodes that test it',
		run: async (lab) => {
			const own = (await types(lab, 'credentials')).find(({ name }) => name === 'ftpRemoteApi');
			assert.ok(own, 'ftpRemoteApi is not known');
			await assertIcons(lab, own);
			const wanted = ownTypes(lab);
			assert.deepEqual([...(own.supportedNodes ?? [])].sort(), [...wanted].sort());
			return `${own.displayName}, used by ${wanted.length} nodes`;
		},
	},
];

/** To be asked last: what went wrong before is in the log. */
export const log: readonly Check[] = [
	{
		title: "n8n's log has no warning and no error about the package",
		run: async ({ n8n, manifest }) => {
			const lines = n8n.log.split('\n');
			const ours = lines.filter((line) =>
				new RegExp(`${manifest.name}|ftp.?remote`, 'i').test(line),
			);
			const bad = ours.filter((line) => /warn|error|deprecat|unhandled|exception/i.test(line));
			assert.deepEqual(bad, []);
			assert.ok(!/unhandled|uncaught|MaxListeners/i.test(n8n.log), n8n.log.slice(-2000));
			return [
				`${lines.length} lines, none complains about it; these name it:`,
				...ours.slice(0, 5),
			].join('\n');
		},
	},
];

/** The node types of package.json, as workflows name them. */
function ownTypes({ manifest }: Lab): string[] {
	return manifest.n8n.nodes.map((path) => {
		const name = path.split('/').at(-1)?.split('.')[0] ?? '';
		return `${manifest.name}.${name.charAt(0).toLowerCase()}${name.slice(1)}`;
	});
}

async function types({ rest }: Lab, kind: 'nodes' | 'credentials'): Promise<LoadedType[]> {
	const answer = await rest.fetch('GET', `/types/${kind}.json`);
	return (await answer.json()) as LoadedType[];
}

async function assertIcons({ rest }: Lab, { name, iconUrl }: LoadedType): Promise<void> {
	assert.ok(typeof iconUrl === 'object', `${name} has no pair of icons`);
	for (const url of [iconUrl.light, iconUrl.dark]) {
		const icon = await rest.fetch('GET', `/${url}`);
		assert.equal(icon.status, 200, `${url}: ${icon.status}`);
		assert.match(await icon.text(), /<svg/);
	}
}
