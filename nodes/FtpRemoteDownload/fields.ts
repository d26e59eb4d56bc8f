import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { compileFilter, type EntryFilter } from '../shared/model/EntryFilter';
import { readChoice, readLine, readNumber, readSwitch } from '../shared/n8n/fieldValues';
import { filterRules } from '../shared/n8n/filterRules';
import { invalidInput } from '../shared/n8n/invalidInput';
import { collectionValues, parameterValues } from '../shared/n8n/parameterValues';
import { pathParameter } from '../shared/n8n/pathParameter';
import { filtersField, pathModes } from '../shared/n8n/sharedFields';
import { optionsField, readOptions, type DownloadOptions } from './optionsField';

/** What one input item asks for. */
export type DownloadRequest =
	| {
			readonly operation: 'file';
			readonly path: string;
			/** The binary field that takes the file. */
			readonly field: string;
			readonly options: DownloadOptions;
	  }
	| {
			readonly operation: 'many';
			readonly folder: string;
			readonly recursive: boolean;
			readonly filter: EntryFilter;
			/** null = all. */
			readonly limit: number | null;
			readonly field: string;
			readonly options: DownloadOptions;
	  }
	| { readonly operation: 'text'; readonly path: string; readonly options: DownloadOptions };

const many = { show: { operation: ['many'] } };

/** The form below Operation. */
export const fields: INodeProperties[] = [
	{
		displayName: 'Path',
		name: 'path',
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		description: 'The file to download, seen from the Root Folder of the credential',
		displayOptions: { show: { operation: ['file', 'text'] } },
		...pathModes('searchFilesAndFolders', 'e.g. /in/orders.csv'),
	},
	{
		displayName: 'Folder',
		name: 'folder',
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '/' },
		description: 'The folder to download from, seen from the Root Folder of the credential',
		displayOptions: many,
		...pathModes('searchFolders', 'e.g. /in'),
	},
	{
		displayName: 'Put Output File in Field',
		name: 'binaryPropertyName',
		type: 'string',
		required: true,
		default: 'data',
		placeholder: 'e.g. data',
		hint: 'The name of the output binary field to put the file in',
		displayOptions: { show: { operation: ['file', 'many'] } },
	},
	{
		displayName: 'Recursive',
		name: 'recursive',
		type: 'boolean',
		default: false,
		description: 'Whether to download from the folders in the folder as well, and those in them',
		displayOptions: many,
	},
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: true,
		description: 'Whether to return all results or only up to a given limit',
		displayOptions: many,
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { operation: ['many'], returnAll: [false] } },
	},
	{ ...filtersField, displayOptions: many },
	optionsField,
];

/**
 * What the form says for one item.
 * @throws RemoteError `invalidInput`
 */
export function readRequest(context: IExecuteFunctions, itemIndex: number): DownloadRequest {
	const names = ['operation', 'binaryPropertyName', 'recursive', 'returnAll', 'limit'];
	const values = parameterValues(context, names, itemIndex);
	const operation = readChoice(values, { name: 'operation', label: 'Operation' }, [
		'file',
		'many',
		'text',
	]);
	const options = readOptions(context, itemIndex);
	if (operation === 'text') return { operation, path: readPath(context, itemIndex), options };
	const field = readLine(values, outputField).trim();
	if (field === '') {
		throw invalidInput(
			`${outputField.label} is empty`,
			'Name the binary field that takes the file, for example "data".',
		);
	}
	if (operation === 'file') {
		return { operation, path: readPath(context, itemIndex), field, options };
	}
	const filters = collectionValues(context, 'filters', itemIndex);
	const limit = { default: 50, min: 1, max: 1_000_000_000, whole: true };
	return {
		operation,
		folder: pathParameter(context, 'folder', 'Folder', itemIndex),
		recursive: readSwitch(values, { name: 'recursive', label: 'Recursive' }),
		filter: compileFilter(filterRules(filters, context.getTimezone())),
		limit: readSwitch(values, { name: 'returnAll', label: 'Return All' })
			? null
			: readNumber(values, { name: 'limit', label: 'Limit' }, limit),
		field,
		options,
	};
}

const outputField = { name: 'binaryPropertyName', label: 'Put Output File in Field' };

function readPath(context: IExecuteFunctions, itemIndex: number): string {
	return pathParameter(context, 'path', 'Path', itemIndex);
}
