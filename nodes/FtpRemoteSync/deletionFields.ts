import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { anyOf, splitPatterns } from '../shared/model/EntryFilter';
import { readNumber, readSwitch, readText, type FieldValues } from '../shared/n8n/fieldValues';
import { invalidInput } from '../shared/n8n/invalidInput';
import { pathParameter } from '../shared/n8n/pathParameter';
import { pathModes } from '../shared/n8n/sharedFields';
import type { SyncOptions } from '../shared/sync/SyncOptions';

/** What may be deleted, and what becomes of it. */
export type DeletionOptions = Pick<
	SyncOptions,
	| 'allowEmptySource'
	| 'deleteExtra'
	| 'maxDeletePercent'
	| 'maxDeletions'
	| 'protect'
	| 'trashFolder'
>;

/** Those of Options that are about deletions. */
export const deletionFields: Readonly<Record<keyof DeletionOptions, INodeProperties>> = {
	allowEmptySource: {
		displayName: 'Allow Empty Source',
		name: 'allowEmptySource',
		type: 'boolean',
		default: false,
		description:
			'Whether to delete even though the other side has no file at all, or could not be read completely',
	},
	deleteExtra: {
		displayName: 'Delete Extra',
		name: 'deleteExtra',
		type: 'boolean',
		default: false,
		description:
			'Whether Push and Pull delete what is not on the source. Two-Way carries deletions anyway.',
	},
	maxDeletePercent: {
		displayName: 'Max Delete Percent',
		name: 'maxDeletePercent',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 100 },
		default: 50,
		description:
			'Change nothing at all if more than this part of the files of one side would be deleted',
	},
	maxDeletions: {
		displayName: 'Max Deletions',
		name: 'maxDeletions',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 100,
		description: 'Change nothing at all if more files than this would be deleted on one side',
	},
	protect: {
		displayName: 'Protect',
		name: 'protect',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder: 'e.g. config/**, *.key',
		description:
			'Patterns of what may be copied, but is never deleted or overwritten, one a line or separated by commas',
	},
	trashFolder: {
		displayName: 'Trash Folder',
		name: 'trashFolder',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		description:
			'Keeps what is deleted or overwritten, under the time of the run and the old path: remote files in this folder, local ones in .ftp-remote-sync/trash of the local folder',
		...pathModes('searchTrashFolders', 'e.g. /trash'),
	},
};

/** What was chosen of them. @throws RemoteError `invalidInput` */
export function readDeletionOptions(
	context: IExecuteFunctions,
	itemIndex: number,
	values: FieldValues,
): DeletionOptions {
	return {
		allowEmptySource: readSwitch(values, { name: 'allowEmptySource', label: 'Allow Empty Source' }),
		deleteExtra: readSwitch(values, { name: 'deleteExtra', label: 'Delete Extra' }),
		maxDeletePercent: readNumber(
			values,
			{ name: 'maxDeletePercent', label: 'Max Delete Percent' },
			{ default: 50, min: 0, max: 100 },
		),
		maxDeletions: readNumber(
			values,
			{ name: 'maxDeletions', label: 'Max Deletions' },
			{ default: 100, min: 0, max: 1_000_000_000, whole: true },
		),
		protect: readProtect(values),
		trashFolder: 'trashFolder' in values ? readTrash(context, itemIndex) : null,
	};
}

function readProtect(values: FieldValues): string[] {
	const globs = splitPatterns(readText(values, { name: 'protect', label: 'Protect' }));
	// A pattern that cannot be right shall say so before anything is listed.
	anyOf(globs);
	return globs;
}

/** An expression that finds no trash folder must not turn into deletions for good: the option is there, so it counts. */
function readTrash(context: IExecuteFunctions, itemIndex: number): string {
	const folder = pathParameter(context, 'options.trashFolder', 'Trash Folder', itemIndex);
	if (folder !== '/') return folder;
	throw invalidInput(
		'The Root Folder cannot be the Trash Folder',
		'Name a folder of its own, for example "/trash". To delete for good, remove the option Trash Folder.',
	);
}
