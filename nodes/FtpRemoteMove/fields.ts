import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { assertNotRoot } from '../shared/files/assertNotRoot';
import type { MoveRequest as EntryRequest } from '../shared/files/moveEntry';
import type { MoveManyRequest } from '../shared/files/moveMany';
import { compileFilter } from '../shared/model/EntryFilter';
import { folderOf, joinPath, nameOf } from '../shared/model/RemotePath';
import { readChoice, readSwitch } from '../shared/n8n/fieldValues';
import { filterRules } from '../shared/n8n/filterRules';
import { collectionValues, parameterValues } from '../shared/n8n/parameterValues';
import { pathParameter } from '../shared/n8n/pathParameter';
import { filtersField, pathModes } from '../shared/n8n/sharedFields';
import { newNameOf } from './newName';

/** What one input item asks for. */
export type MoveRequest =
	| ({ readonly operation: 'move' | 'rename' } & Omit<EntryRequest, 'mayBeAt'>)
	| ({ readonly operation: 'many' } & MoveManyRequest);

type Rules = Pick<EntryRequest, 'ifExists' | 'ifMissing'>;

const move = { show: { operation: ['move'] } };
const rename = { show: { operation: ['rename'] } };
const many = { show: { operation: ['many'] } };

/** The form below Operation. */
export const fields: INodeProperties[] = [
	{
		displayName: 'From Path',
		name: 'fromPath',
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		description: 'The file or folder to move, seen from the Root Folder of the credential',
		displayOptions: move,
		...pathModes('searchFromPaths', 'e.g. /in/orders.csv'),
	},
	{
		displayName: 'To Path',
		name: 'toPath',
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		description:
			'Where it goes, seen from the Root Folder of the credential. A path that ends in /, or at which there is a folder, is the folder that it goes into under its own name; any other path is its new place and name. Missing folders are created.',
		displayOptions: move,
		...pathModes('searchToPaths', 'e.g. /archive/2026/'),
	},
	{
		displayName: 'Path',
		name: 'path',
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		description: 'The file or folder to rename, seen from the Root Folder of the credential',
		displayOptions: rename,
		...pathModes('searchPaths', 'e.g. /in/orders.csv'),
	},
	{
		displayName: 'New Name',
		name: 'newName',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. orders-done.csv',
		description: 'The name that it gets in the folder that it is in',
		displayOptions: rename,
	},
	{
		displayName: 'Folder',
		name: 'folder',
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		description:
			'The folder whose files are moved, seen from the Root Folder of the credential. It stays itself, and so do the folders in it.',
		displayOptions: many,
		...pathModes('searchFolders', 'e.g. /in'),
	},
	{
		displayName: 'To Folder',
		name: 'toFolder',
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		description:
			'The folder that they go into, seen from the Root Folder of the credential. It is created if it is missing. If it lies in Folder, the files in it stay.',
		displayOptions: many,
		...pathModes('searchToFolders', 'e.g. /archive'),
	},
	{
		displayName: 'Recursive',
		name: 'recursive',
		type: 'boolean',
		default: false,
		description:
			'Whether to move the files of the folders in the folder as well. Below To Folder they lie in folders of the same names.',
		displayOptions: many,
	},
	{ ...filtersField, displayOptions: many },
	{
		displayName: 'If Exists',
		name: 'ifExists',
		type: 'options',
		default: 'fail',
		description: 'What to do if something has the new path already. A folder is never replaced.',
		options: [
			{ name: 'Fail', value: 'fail', description: 'Leave everything as it is, with an error' },
			{
				name: 'Keep Both',
				value: 'keepBoth',
				description: 'Take the next free name, like "orders (1).csv"',
			},
			{ name: 'Overwrite', value: 'overwrite', description: 'Replace the file that is there' },
			{ name: 'Skip', value: 'skip', description: 'Leave everything as it is, without an error' },
		],
	},
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
				description:
					'What to do if there is nothing to move. What an earlier run has moved is no failure.',
			},
		],
	},
];

/**
 * What the form says for one item.
 * @throws RemoteError `invalidInput`
 */
export function readRequest(context: IExecuteFunctions, itemIndex: number): MoveRequest {
	const values = parameterValues(context, ['operation', 'ifExists'], itemIndex);
	const operation = readChoice(values, { name: 'operation', label: 'Operation' }, [
		'move',
		'many',
		'rename',
	]);
	const options = collectionValues(context, 'options', itemIndex);
	const rules: Rules = {
		ifExists: readChoice(values, { name: 'ifExists', label: 'If Exists' }, [
			'fail',
			'keepBoth',
			'overwrite',
			'skip',
		]),
		ifMissing: readChoice(options, { name: 'ifMissing', label: 'If Missing' }, ['fail', 'skip']),
	};
	switch (operation) {
		case 'move':
			return { operation, ...rules, ...readMove(context, itemIndex) };
		case 'rename':
			return { operation, ...rules, ...readRename(context, itemIndex) };
		case 'many':
			return { operation, ...rules, ...readMany(context, itemIndex) };
	}
}

function readMove(
	context: IExecuteFunctions,
	itemIndex: number,
): Pick<EntryRequest, 'from' | 'to' | 'folderAtTo'> {
	const from = pathParameter(context, 'fromPath', 'From Path', itemIndex);
	const to = pathParameter(context, 'toPath', 'To Path', itemIndex);
	assertNotRoot(from);
	const typed: unknown = context.getNodeParameter('toPath', itemIndex, '', { extractValue: true });
	return meansFolder(typed)
		? { from, to: joinPath(to, nameOf(from)), folderAtTo: 'taken' }
		: { from, to, folderAtTo: 'enter' };
}

/** `/archive/` and `/archive/.` can only be a folder. */
function meansFolder(typed: unknown): boolean {
	return typeof typed === 'string' && /(?:^|\/)\.{0,2}$/.test(typed);
}

function readRename(
	context: IExecuteFunctions,
	itemIndex: number,
): Pick<EntryRequest, 'from' | 'to' | 'folderAtTo'> {
	const from = pathParameter(context, 'path', 'Path', itemIndex);
	assertNotRoot(from);
	const { newName } = parameterValues(context, ['newName'], itemIndex);
	return { from, to: joinPath(folderOf(from), newNameOf(newName)), folderAtTo: 'taken' };
}

function readMany(
	context: IExecuteFunctions,
	itemIndex: number,
): Pick<MoveManyRequest, 'folder' | 'recursive' | 'filter' | 'toFolder'> {
	const values = parameterValues(context, ['recursive'], itemIndex);
	const filters = collectionValues(context, 'filters', itemIndex);
	return {
		folder: pathParameter(context, 'folder', 'Folder', itemIndex),
		toFolder: pathParameter(context, 'toFolder', 'To Folder', itemIndex),
		recursive: readSwitch(values, { name: 'recursive', label: 'Recursive' }),
		filter: compileFilter(filterRules(filters, context.getTimezone())),
	};
}
