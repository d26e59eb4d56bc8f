import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { INodeType } from 'n8n-workflow';
import type { NodeTypeMap } from '../support/engine/nodeTypes';

interface Manifest {
	readonly name: string;
	readonly n8n: { readonly nodes: readonly string[] };
}

/** The nodes as n8n loads them: the built files that package.json names. */
export function builtNodes(root: string): NodeTypeMap {
	const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
	const types = manifest.n8n.nodes.map((file): [string, INodeType] => {
		const className = basename(file, '.node.js');
		// eslint-disable-next-line @typescript-eslint/no-require-imports -- built files are found by name, as n8n does it
		const loaded = require(join(root, file)) as Readonly<Record<string, new () => INodeType>>;
		const NodeClass = loaded[className];
		if (!NodeClass) throw new Error(`${file} has no class ${className}`);
		const type = new NodeClass();
		return [`${manifest.name}.${type.description.name}`, type];
	});
	return Object.fromEntries(types);
}
