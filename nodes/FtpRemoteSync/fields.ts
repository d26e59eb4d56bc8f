import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { compileFilter } from '../shared/model/EntryFilter';
import { readChoice, readSafeguard } from '../shared/n8n/fieldValues';
import { filterRules } from '../shared/n8n/filterRules';
import { parseLocalFolder } from '../shared/n8n/localFolder';
import { collectionValues, parameterValues } from '../shared/n8n/parameterValues';
import { pathParameter } from '../shared/n8n/pathParameter';
import { filtersField, pathModes } from '../shared/n8n/sharedFields';
import type { FolderPair } from '../shared/n8n/syncPair';
import type { SyncOperation } from '../shared/sync/SyncOptions';
import { optionsField, readOptions, type ChosenOptions } from './optionsField';

/** One item a change, or one with the numbers of the run. */
export type OutputKind = 'changes' | 'summary';

/** What a plan needs beside its items. */
export interface PlanRequest extends ChosenOptions {
	readonly folders: FolderPair;
	readonly output: OutputKind;
}

/** What one input item asks for. */
export interface SyncRequest extends PlanRequest {
	readonly operation: SyncOperation;
	readonly preview: boolean;
}

/** The form below Operation. */
export const fields: INodeProperties[] = [
	{
		displayName:
			'Connect the changes that a preview returned, all or those that were approved. Folders, credential and filters must be those of the preview. Each change is checked again, and skipped if it no longer fits.',
		name: 'planNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { operation: ['executePlan'] } },
	},
	{
		displayName: 'Local Folder',
		name: 'localFolder',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. /home/node/.n8n-files/reports',
		description:
			'The folder on the machine, or in the container, that n8n runs in: an absolute path. The settings of n8n must allow access to it (N8N_RESTRICT_FILE_ACCESS_TO; without it n8n 2.x allows only ~/.n8n-files).',
	},
	{
		displayName:
			'In queue mode the local folder must be on storage that all workers share, as each run may be on another one',
		name: 'queueNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Remote Folder',
		name: 'remoteFolder',
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		description: 'The folder on the server, seen from the Root Folder of the credential',
		...pathModes('searchRemoteFolders', 'e.g. /reports'),
	},
	{
		displayName: 'Preview',
		name: 'preview',
		type: 'boolean',
		default: false,
		description:
			'Whether to return only what would be done, and change nothing. Give the items to the operation Execute Plan to have it done.',
		displayOptions: { show: { operation: ['push', 'pull', 'twoWay'] } },
	},
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		options: [
			{
				name: 'Changes',
				value: 'changes',
				description: 'One item for each change; none if nothing changed',
			},
			{ name: 'Summary', value: 'summary', description: 'One item with the numbers of the run' },
		],
		default: 'changes',
		description: 'What to return',
	},
	filtersField,
	optionsField,
];

/** The operation, which is the same for all items. */
export function readOperation(context: IExecuteFunctions): SyncOperation | 'executePlan' {
	return readChoice(
		parameterValues(context, ['operation'], 0),
		{ name: 'operation', label: 'Operation' },
		['push', 'pull', 'twoWay', 'executePlan'],
	);
}

/** What the form says for one item. @throws RemoteError `invalidInput` */
export function readSyncRequest(context: IExecuteFunctions, itemIndex: number): SyncRequest {
	const values = parameterValues(context, ['operation'], itemIndex);
	const operation = readChoice(values, { name: 'operation', label: 'Operation' }, [
		'push',
		'pull',
		'twoWay',
	]);
	return {
		operation,
		preview: readPreview(context, itemIndex),
		...readShared(context, itemIndex, operation === 'push'),
	};
}

/** An expression that finds nothing must not turn a preview into a sync. */
function readPreview(context: IExecuteFunctions, itemIndex: number): boolean {
	const preview = context.getNodeParameter('preview', itemIndex, false);
	return readSafeguard({ preview }, { name: 'preview', label: 'Preview' });
}

/** What the form says for a plan, by its first item. @throws RemoteError `invalidInput` */
export function readPlanRequest(context: IExecuteFunctions): PlanRequest {
	return readShared(context, 0, false);
}

function readShared(
	context: IExecuteFunctions,
	itemIndex: number,
	localMustExist: boolean,
): PlanRequest {
	const values = parameterValues(context, ['localFolder', 'output'], itemIndex);
	const filters = filterRules(
		collectionValues(context, 'filters', itemIndex),
		context.getTimezone(),
	);
	// A pattern that cannot be right shall say so before anything is listed.
	compileFilter(filters);
	return {
		folders: {
			localFolder: parseLocalFolder(values.localFolder),
			remoteFolder: pathParameter(context, 'remoteFolder', 'Remote Folder', itemIndex),
			filters,
			localMustExist,
		},
		output: readChoice(values, { name: 'output', label: 'Output' }, ['changes', 'summary']),
		...readOptions(context, itemIndex),
	};
}
