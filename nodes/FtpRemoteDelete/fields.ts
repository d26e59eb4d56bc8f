import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { DeleteOptions } from '../shared/files/deleteEntry';
import type { DeleteManyRequest } from '../shared/files/deleteMany';
import type { WantedType } from '../shared/files/isOfType';
import type { Trash } from '../shared/files/moveToTrash';
import { compileFilter } from '../shared/model/EntryFilter';
import {
	readChoice,
	readNumber,
	readSafeguard,
	readSwitch,
	type FieldValues,
} from '../shared/n8n/fieldValues';
import { filterRules } from '../shared/n8n/filterRules';
import { invalidInput } from '../shared/n8n/invalidInput';
import { collectionValues, parameterValues } from '../shared/n8n/parameterValues';
import { pathParameter } from '../shared/n8n/pathParameter';
import { filtersField, pathModes } from '../shared/n8n/sharedFields';

/** What one input item asks for; `path` is the folder for `many`. */
export type DeleteRequest =
	| { readonly operation: 'file'; readonly path: string; readonly options: DeleteOptions }
	| {
			readonly operation: 'folder';
			readonly path: string;
			readonly recursive: boolean;
			readonly options: DeleteOptions;
	  }
	| {
			readonly operation: 'many';
			readonly path: string;
			readonly wanted: DeleteManyRequest;
			readonly options: DeleteOptions;
	  };

const many = { show: { operation: ['many'] } };

/** The form below Operation. */
export const fields: INodeProperties[] = [
	{
		displayName: 'Path',
		name: 'path',
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		description: 'The file to delete, seen from the Root Folder of the credential',
		displayOptions: { show: { operation: ['file'] } },
		...pathModes('searchFilesAndFolders', 'e.g. /in/orders.csv'),
	},
	{
		displayName: 'Path',
		name: 'path',
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		description: 'The folder to delete, seen from the Root Folder of the credential',
		displayOptions: { show: { operation: ['folder'] } },
		...pathModes('searchFolders', 'e.g. /in/old'),
	},
	{
		displayName: 'Folder',
		name: 'folder',
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		description:
			'The folder in which files and folders are deleted, seen from the Root Folder of the credential. It stays itself.',
		displayOptions: many,
		...pathModes('searchManyFolders', 'e.g. /in'),
	},
	{
		displayName: 'Recursive',
		name: 'recursive',
		type: 'boolean',
		default: false,
		description:
			'Whether to delete the folder with all in it. Everything is counted first, and nothing is deleted if it is more than Max Deletions.',
		displayOptions: { show: { operation: ['folder'] } },
	},
	{
		displayName: 'Recursive',
		name: 'recursive',
		type: 'boolean',
		default: false,
		description:
			'Whether to delete in the folders in the folder as well. Without it only its own files and its empty folders are deleted.',
		displayOptions: many,
	},
	{
		displayName: 'Type',
		name: 'type',
		type: 'options',
		options: [
			{
				name: 'Files and Folders',
				value: 'all',
				description: 'And links. A folder that fits goes with all in it if Recursive is on.',
			},
			{ name: 'Files', value: 'files' },
			{
				name: 'Folders',
				value: 'folders',
				description: 'With all in them if Recursive is on, else empty ones',
			},
		],
		default: 'all',
		description: 'What to delete',
		displayOptions: many,
	},
	{ ...filtersField, displayOptions: many },
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'If Missing',
				name: 'ifMissing',
				type: 'options',
				options: [
					{ name: 'Fail', value: 'fail' },
					{ name: 'Skip', value: 'skip', description: 'Return the path as skipped' },
				],
				default: 'fail',
				description: 'What to do if there is nothing at the path',
			},
			{
				displayName: 'Max Deletions',
				name: 'maxDeletions',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 1000,
				description:
					'Delete nothing at all if it would be more files and folders than this. Counts for "Delete Many" and for Recursive, for each input item.',
			},
			{
				displayName: 'Preview',
				name: 'preview',
				type: 'boolean',
				default: false,
				description: 'Whether to return only what would be deleted, and delete nothing',
			},
			{
				displayName: 'Remove Empty Folders',
				name: 'removeEmptyFolders',
				type: 'boolean',
				default: false,
				description:
					'Whether to remove folders that the deletion left empty as well. "Delete Many" keeps its folder.',
			},
			{
				displayName: 'Trash Folder',
				name: 'trashFolder',
				type: 'resourceLocator',
				default: { mode: 'list', value: '' },
				description:
					'Move to this folder instead of deleting, under the time of the run and the old path. If that fails, nothing is deleted.',
				...pathModes('searchTrashFolders', 'e.g. /trash'),
			},
		],
	},
];

/**
 * What the form says for one item.
 * @param startedAt the time of the run, in milliseconds since 1970: what is deleted together lies together in the trash
 * @throws RemoteError `invalidInput`
 */
export function readRequest(
	context: IExecuteFunctions,
	itemIndex: number,
	startedAt: number,
): DeleteRequest {
	const values = parameterValues(context, ['operation', 'recursive', 'type'], itemIndex);
	const operation = readChoice(values, { name: 'operation', label: 'Operation' }, [
		'file',
		'folder',
		'many',
	]);
	const recursive = readSwitch(values, { name: 'recursive', label: 'Recursive' });
	const options = readOptions(context, itemIndex, startedAt);
	if (operation === 'many') {
		const path = pathParameter(context, 'folder', 'Folder', itemIndex);
		const wanted = { folder: path, recursive, options, ...readFilter(context, itemIndex, values) };
		return { operation, path, wanted, options };
	}
	const path = pathParameter(context, 'path', 'Path', itemIndex);
	return operation === 'file'
		? { operation, path, options }
		: { operation, path, recursive, options };
}

function readFilter(context: IExecuteFunctions, itemIndex: number, values: FieldValues) {
	const types: readonly [WantedType, ...WantedType[]] = ['all', 'files', 'folders'];
	const filters = collectionValues(context, 'filters', itemIndex);
	const rules = filterRules(filters, context.getTimezone());
	// A pattern that cannot be right shall say so before anything is listed.
	compileFilter(rules);
	return { rules, type: readChoice(values, { name: 'type', label: 'Type' }, types) };
}

function readOptions(
	context: IExecuteFunctions,
	itemIndex: number,
	startedAt: number,
): DeleteOptions {
	const values = collectionValues(context, 'options', itemIndex);
	const most = { default: 1000, min: 0, max: 1_000_000_000, whole: true };
	return {
		ifMissing: readChoice(values, { name: 'ifMissing', label: 'If Missing' }, ['fail', 'skip']),
		maxDeletions: readNumber(values, { name: 'maxDeletions', label: 'Max Deletions' }, most),
		preview: readSafeguard(values, { name: 'preview', label: 'Preview' }),
		removeEmptyFolders: readSwitch(values, {
			name: 'removeEmptyFolders',
			label: 'Remove Empty Folders',
		}),
		trash: 'trashFolder' in values ? readTrash(context, itemIndex, startedAt) : null,
	};
}

/** An expression that finds no trash folder must not turn into a deletion for good: the option is there, so it counts. */
function readTrash(context: IExecuteFunctions, itemIndex: number, at: number): Trash {
	const folder = pathParameter(context, 'options.trashFolder', 'Trash Folder', itemIndex);
	if (folder !== '/') return { folder, at };
	throw invalidInput(
		'The Root Folder cannot be the Trash Folder',
		'Name a folder of its own, for example "/trash". To delete for good, remove the option Trash Folder.',
	);
}
