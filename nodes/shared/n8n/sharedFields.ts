import type { INodeProperties, INodePropertyMode } from 'n8n-workflow';

/**
 * The two ways to give a path: browse the live server, or type it. To be spread into a field of type `resourceLocator`.
 * @param searchListMethod the node's `listSearch` method
 */
export function pathModes(
	searchListMethod: string,
	placeholder: string,
): { modes: INodePropertyMode[] } {
	return {
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Browse the server…',
				typeOptions: { searchListMethod, searchable: true },
			},
			{ displayName: 'By Path', name: 'path', type: 'string', placeholder },
		],
	};
}

/** Which of many files and folders take part; read by `filterRules`. Each node says when it is shown. */
export const filtersField: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		{
			displayName: 'Exclude',
			name: 'exclude',
			type: 'string',
			typeOptions: { rows: 2 },
			default: '',
			placeholder: 'e.g. *.tmp',
			description:
				'Patterns of what is left out, one a line or separated by commas. An excluded folder hides all that is in it.',
		},
		{
			displayName: 'Include',
			name: 'include',
			type: 'string',
			typeOptions: { rows: 2 },
			default: '',
			placeholder: 'e.g. *.csv, reports/**',
			description:
				'Patterns of what takes part, one a line or separated by commas; empty = everything. A pattern without / matches the name in any folder, one with / the path seen from the folder.',
		},
		{
			displayName: 'Include Hidden',
			name: 'includeHidden',
			type: 'boolean',
			default: true,
			description: 'Whether names that begin with a dot take part',
		},
		{
			displayName: 'Max Size',
			name: 'maxSize',
			type: 'string',
			default: '',
			placeholder: 'e.g. 10 MB',
			description:
				'Largest file that takes part, in bytes or with a unit (kB, MB, GB, KiB, MiB, GiB)',
		},
		{
			displayName: 'Min Size',
			name: 'minSize',
			type: 'string',
			default: '',
			placeholder: 'e.g. 1 kB',
			description:
				'Smallest file that takes part, in bytes or with a unit (kB, MB, GB, KiB, MiB, GiB)',
		},
		{
			displayName: 'Modified After',
			name: 'modifiedAfter',
			type: 'dateTime',
			default: '',
			description: 'Only files that were modified at this time or later',
		},
		{
			displayName: 'Modified Before',
			name: 'modifiedBefore',
			type: 'dateTime',
			default: '',
			description: 'Only files that were modified at this time or earlier',
		},
	],
};
