import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EntryRequest } from '../shared/files/findEntries';
import type { WantedType } from '../shared/files/isOfType';
import type { SortBy } from '../shared/files/select';
import { compileFilter } from '../shared/model/EntryFilter';
import { readChoice, readNumber, readSwitch } from '../shared/n8n/fieldValues';
import { filterRules } from '../shared/n8n/filterRules';
import { collectionValues, parameterValues } from '../shared/n8n/parameterValues';
import { pathParameter } from '../shared/n8n/pathParameter';
import { filtersField, pathModes } from '../shared/n8n/sharedFields';

/** What one input item asks for. */
export type ListRequest =
	| { readonly operation: 'list'; readonly wanted: EntryRequest; readonly simple: boolean }
	| { readonly operation: 'getInfo' | 'exists'; readonly path: string };

const listing = { show: { operation: ['list'] } };

/** The form below Operation. */
export const fields: INodeProperties[] = [
	{
		displayName: 'Folder',
		name: 'folder',
		type: 'resourceLocator',
		default: { mode: 'list', value: '/' },
		description: 'The folder to list, seen from the Root Folder of the credential',
		displayOptions: listing,
		...pathModes('searchFolders', 'e.g. /in'),
	},
	{
		displayName: 'Path',
		name: 'path',
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		description: 'The file or folder to ask for, seen from the Root Folder of the credential',
		displayOptions: { show: { operation: ['exists', 'getInfo'] } },
		...pathModes('searchFilesAndFolders', 'e.g. /in/orders.csv'),
	},
	{
		displayName: 'Recursive',
		name: 'recursive',
		type: 'boolean',
		default: false,
		description: 'Whether to list the folders in the folder as well, and those in them',
		displayOptions: listing,
	},
	{
		displayName: 'Type',
		name: 'type',
		type: 'options',
		options: [
			{ name: 'Files and Folders', value: 'all', description: 'And links' },
			{ name: 'Files', value: 'files' },
			{ name: 'Folders', value: 'folders' },
		],
		default: 'all',
		description: 'What to return',
		displayOptions: listing,
	},
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: true,
		description: 'Whether to return all results or only up to a given limit',
		displayOptions: listing,
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { operation: ['list'], returnAll: [false] } },
	},
	{
		displayName: 'Simplify',
		name: 'simple',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
		displayOptions: listing,
	},
	{ ...filtersField, displayOptions: listing },
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		displayOptions: listing,
		options: [
			{
				displayName: 'Follow Links',
				name: 'followLinks',
				type: 'boolean',
				default: false,
				description:
					'Whether Recursive enters links that lead to folders. Links that lead back to where they lie are not entered.',
			},
			{
				displayName: 'Max Depth',
				name: 'maxDepth',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 2,
				description:
					'How many levels Recursive lists: 1 is what lies in the folder itself, 2 also what lies in the folders in it',
			},
			{
				displayName: 'Sort By',
				name: 'sortBy',
				type: 'options',
				options: [
					{ name: 'Modified', value: 'modified' },
					{ name: 'Name', value: 'name' },
					{ name: 'Path', value: 'path' },
					{ name: 'Size', value: 'size' },
				],
				default: 'path',
				description: 'What the order of the results goes by. Unknown sizes and times come last.',
			},
			{
				displayName: 'Sort Direction',
				name: 'sortDirection',
				type: 'options',
				options: [
					{ name: 'Ascending', value: 'asc' },
					{ name: 'Descending', value: 'desc' },
				],
				default: 'asc',
			},
		],
	},
];

/**
 * What the form says for one item.
 * @throws RemoteError `invalidInput`
 */
export function readRequest(context: IExecuteFunctions, itemIndex: number): ListRequest {
	const values = parameterValues(context, ['operation', 'simple'], itemIndex);
	const operation = readChoice(values, { name: 'operation', label: 'Operation' }, [
		'list',
		'getInfo',
		'exists',
	]);
	if (operation !== 'list')
		return { operation, path: pathParameter(context, 'path', 'Path', itemIndex) };
	return {
		operation,
		wanted: readWanted(context, itemIndex),
		simple: readSwitch(values, { name: 'simple', label: 'Simplify' }),
	};
}

function readWanted(context: IExecuteFunctions, itemIndex: number): EntryRequest {
	const folder = pathParameter(context, 'folder', 'Folder', itemIndex);
	const names = ['recursive', 'type', 'returnAll', 'limit'];
	const values = parameterValues(context, names, itemIndex);
	const options = collectionValues(context, 'options', itemIndex);
	const filters = collectionValues(context, 'filters', itemIndex);
	const types: readonly [WantedType, ...WantedType[]] = ['all', 'files', 'folders'];
	const orders: readonly [SortBy, ...SortBy[]] = ['path', 'name', 'size', 'modified'];
	const limit = { default: 50, min: 1, max: 1_000_000_000, whole: true };
	const depth = { default: 2, min: 1, max: 1000, whole: true };
	return {
		folder,
		recursive: readSwitch(values, { name: 'recursive', label: 'Recursive' }),
		type: readChoice(values, { name: 'type', label: 'Type' }, types),
		limit: readSwitch(values, { name: 'returnAll', label: 'Return All' })
			? null
			: readNumber(values, { name: 'limit', label: 'Limit' }, limit),
		filter: compileFilter(filterRules(filters, context.getTimezone())),
		maxDepth:
			(options.maxDepth ?? '') === ''
				? null
				: readNumber(options, { name: 'maxDepth', label: 'Max Depth' }, depth),
		followLinks: readSwitch(options, { name: 'followLinks', label: 'Follow Links' }),
		sortBy: readChoice(options, { name: 'sortBy', label: 'Sort By' }, orders),
		sortDirection: readChoice(options, { name: 'sortDirection', label: 'Sort Direction' }, [
			'asc',
			'desc',
		]),
		// Names of our own making are shown: a person looks for what an interrupted upload left behind.
		leavesOut: () => false,
	};
}
