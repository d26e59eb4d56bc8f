import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { IfExists } from '../shared/files/ifExists';
import { readChoice } from '../shared/n8n/fieldValues';
import { parameterValues } from '../shared/n8n/parameterValues';
import { pathParameter } from '../shared/n8n/pathParameter';
import { pathModes } from '../shared/n8n/sharedFields';
import { binaryFiles, textFile, type FileToUpload } from './filesToUpload';
import { optionsField, readOptions, type UploadOptions } from './optionsField';

/** What one input item asks for. */
export type UploadRequest =
	| {
			readonly operation: 'file' | 'text';
			readonly files: readonly FileToUpload[];
			readonly ifExists: IfExists;
			readonly options: UploadOptions;
	  }
	| {
			readonly operation: 'createFolder';
			readonly path: string;
			readonly options: UploadOptions;
	  };

const file = { show: { operation: ['file'] } };
const text = { show: { operation: ['text'] } };
const fileOrText = { show: { operation: ['file', 'text'] } };

/** The form below Operation. */
export const fields: INodeProperties[] = [
	{
		displayName: 'Path',
		name: 'path',
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		description:
			'The folder to create, seen from the Root Folder of the credential. One that is there already is no failure.',
		displayOptions: { show: { operation: ['createFolder'] } },
		...pathModes('searchPathFolders', 'e.g. /in/2026/january'),
	},
	{
		displayName: 'Input Binary Field',
		name: 'binaryPropertyName',
		type: 'string',
		required: true,
		default: 'data',
		placeholder: 'e.g. data',
		hint: 'The name of the input binary field containing the file to upload',
		description:
			'Several names are separated by commas, and * stands for all binary fields of the item; each file becomes an item of the output',
		displayOptions: file,
	},
	{
		displayName: 'Text',
		name: 'fileContent',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		placeholder: 'e.g. Hello',
		description: 'The text to upload, in UTF-8',
		displayOptions: text,
	},
	{
		displayName: 'Folder',
		name: 'folder',
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '/' },
		description: 'The folder to upload to, seen from the Root Folder of the credential',
		displayOptions: fileOrText,
		...pathModes('searchFolders', 'e.g. /in'),
	},
	{
		displayName: 'File Name',
		name: 'fileName',
		type: 'string',
		default: '',
		placeholder: 'e.g. orders.csv',
		description: 'The name of the file on the server; empty = the name that the file has in n8n',
		displayOptions: file,
	},
	{
		displayName: 'File Name',
		name: 'fileName',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. notes.txt',
		description: 'The name of the file on the server',
		displayOptions: text,
	},
	{
		displayName: 'If File Exists',
		name: 'ifExists',
		type: 'options',
		default: 'overwrite',
		description: 'What to do if there is a file of that name already',
		displayOptions: fileOrText,
		options: [
			{
				name: 'Append',
				value: 'append',
				description: 'Add to the end of the file that is there; a missing one is made',
			},
			{ name: 'Fail', value: 'fail', description: 'Leave the file that is there, with an error' },
			{
				name: 'Keep Both',
				value: 'keepBoth',
				description: 'Upload under the next free name, like "orders (1).csv"',
			},
			{
				name: 'Overwrite',
				value: 'overwrite',
				description: 'Replace the file that is there once the new one has arrived whole',
			},
			{
				name: 'Overwrite If Different',
				value: 'overwriteIfDifferent',
				description:
					'Skip the same file: equal in size, and in its hash or, where the server computes none, in the time given by Keep Modified',
			},
			{ name: 'Skip', value: 'skip', description: 'Leave the file that is there' },
		],
	},
	optionsField,
];

/**
 * What the form says for one item.
 * @throws RemoteError `invalidInput`, and n8n's error for a binary field that is not there
 */
export function readRequest(context: IExecuteFunctions, itemIndex: number): UploadRequest {
	const names = ['operation', 'ifExists'];
	const values = parameterValues(context, names, itemIndex);
	const operation = readChoice(values, { name: 'operation', label: 'Operation' }, [
		'file',
		'text',
		'createFolder',
	]);
	const options = readOptions(context, itemIndex);
	if (operation === 'createFolder') {
		return { operation, path: pathParameter(context, 'path', 'Path', itemIndex), options };
	}
	const folder = pathParameter(context, 'folder', 'Folder', itemIndex);
	const { fileName, binaryPropertyName, fileContent } = parameterValues(
		context,
		['fileName', 'binaryPropertyName', 'fileContent'],
		itemIndex,
	);
	const rules: readonly [IfExists, ...IfExists[]] = [
		'overwrite',
		'append',
		'fail',
		'keepBoth',
		'overwriteIfDifferent',
		'skip',
	];
	return {
		operation,
		files:
			operation === 'text'
				? [textFile(folder, fileName, fileContent)]
				: binaryFiles(context, itemIndex, { folder, fileName, fields: binaryPropertyName }),
		ifExists: readChoice(values, { name: 'ifExists', label: 'If File Exists' }, rules),
		options,
	};
}
