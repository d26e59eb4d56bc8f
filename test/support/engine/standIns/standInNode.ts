import type { INodeProperties, INodeType, INodeTypeDescription } from 'n8n-workflow';

/** A node of n8n's own, as small as the tests need it, in place of the heavy package that holds the real ones. */
export function standInNode(
	name: string,
	kind: 'trigger' | 'regular',
	execute: INodeType['execute'],
	properties: INodeProperties[] = [],
	outputs: INodeTypeDescription['outputs'] = ['main'],
): INodeType {
	return {
		description: {
			displayName: name,
			name,
			group: kind === 'trigger' ? ['trigger'] : ['transform'],
			// Example workflows carry the version of the real node.
			version: [1, 1.1, 1.2, 1.3, 2, 2.1, 2.2, 2.3, 3, 3.1, 3.2, 3.3, 3.4],
			description: `Stand-in for ${name}`,
			defaults: { name },
			inputs: kind === 'trigger' ? [] : ['main'],
			outputs,
			properties,
		},
		execute,
	};
}
