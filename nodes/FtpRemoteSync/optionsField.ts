import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { anyOf, splitPatterns } from '../shared/model/EntryFilter';
import {
	readChoice,
	readNumber,
	readSeconds,
	readSwitch,
	readText,
	type FieldValues,
} from '../shared/n8n/fieldValues';
import { invalidInput } from '../shared/n8n/invalidInput';
import { collectionValues } from '../shared/n8n/parameterValues';
import { pathParameter } from '../shared/n8n/pathParameter';
import { pathModes } from '../shared/n8n/sharedFields';
import type { SyncOptions } from '../shared/sync/SyncOptions';

/** Everything that was chosen in Options, defaults filled in. */
export interface ChosenOptions {
	readonly options: SyncOptions;
	/** Whether failed paths end the node at last, or are only told by their items. */
	readonly onPathFailure: 'fail' | 'report';
}

/** The collection Options of the form. */
export const optionsField: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Allow Empty Source',
			name: 'allowEmptySource',
			type: 'boolean',
			default: false,
			description:
				'Whether to delete even though the other side has no file at all, or could not be read completely',
		},
		{
			displayName: 'Compare',
			name: 'compare',
			type: 'options',
			options: [
				{
					name: 'Checksum',
					value: 'checksum',
					description: 'By content. Files are read where the server computes no hashes.',
				},
				{ name: 'Size', value: 'size', description: 'A change that keeps the size is not seen' },
				{ name: 'Size and Time', value: 'sizeAndTime' },
			],
			default: 'sizeAndTime',
			description: 'How to find out whether a file has changed',
		},
		{
			displayName: 'Conflict',
			name: 'conflict',
			type: 'options',
			options: [
				{
					name: 'Keep Both',
					value: 'keepBoth',
					description:
						'The older file is renamed to "name.conflict-YYYYMMDD-HHMMSS.ext" on both sides',
				},
				{ name: 'Larger', value: 'larger', description: 'The larger file wins' },
				{ name: 'Local', value: 'local', description: 'The local file wins' },
				{
					name: 'Newer',
					value: 'newer',
					description: 'The newer file wins; both are kept where the times are too close',
				},
				{ name: 'Remote', value: 'remote', description: 'The remote file wins' },
				{ name: 'Skip', value: 'skip', description: 'Leave both as they are' },
			],
			default: 'keepBoth',
			description: 'Two-Way: what to do with a file that has changed on both sides',
		},
		{
			displayName: 'Delete Extra',
			name: 'deleteExtra',
			type: 'boolean',
			default: false,
			description:
				'Whether Push and Pull delete what is not on the source. Two-Way carries deletions anyway.',
		},
		{
			displayName: 'Max Delete Percent',
			name: 'maxDeletePercent',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 100 },
			default: 50,
			description:
				'Change nothing at all if more than this part of the files of one side would be deleted',
		},
		{
			displayName: 'Max Deletions',
			name: 'maxDeletions',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 100,
			description: 'Change nothing at all if more files than this would be deleted on one side',
		},
		{
			displayName: 'Modify Window (Seconds)',
			name: 'modifyWindow',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			description:
				'By how much times may differ in the first run, beside their precision. Later runs know what they have seen.',
		},
		{
			displayName: 'Name Collisions',
			name: 'nameCollisions',
			type: 'options',
			options: [
				{
					name: 'Fail',
					value: 'fail',
					description: 'The files in question fail, all others are synced',
				},
				{ name: 'Rename', value: 'rename', description: 'Add something to the name' },
				{ name: 'Skip', value: 'skip' },
			],
			default: 'fail',
			description:
				'What to do with names that the receiving side cannot tell apart, like "a.txt" and "A.txt"',
		},
		{
			displayName: 'On Path Failure',
			name: 'onPathFailure',
			type: 'options',
			options: [
				{
					name: 'Fail',
					value: 'fail',
					description: 'Fail at the end, when all other files are done',
				},
				{
					name: 'Report',
					value: 'report',
					description: 'Return items with the status "failed" and the problem',
				},
			],
			default: 'fail',
			description: 'What to do if some files fail',
		},
		{
			displayName: 'Protect',
			name: 'protect',
			type: 'string',
			typeOptions: { rows: 2 },
			default: '',
			placeholder: 'e.g. config/**, *.key',
			description:
				'Patterns of what may be copied, but is never deleted or overwritten, one a line or separated by commas',
		},
		{
			displayName: 'Trash Folder',
			name: 'trashFolder',
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			description:
				'Keeps what is deleted or overwritten, under the time of the run and the old path: remote files in this folder, local ones in .ftp-remote-sync/trash of the local folder',
			...pathModes('searchTrashFolders', 'e.g. /trash'),
		},
		{
			displayName: 'Verify',
			name: 'verify',
			type: 'options',
			options: [
				{ name: 'Hash', value: 'hash', description: 'Needs a server that computes hashes' },
				{ name: 'Off', value: 'off' },
				{ name: 'Size', value: 'size' },
			],
			default: 'size',
			description: 'How to prove that a file has arrived whole',
		},
	],
};

/** What was chosen for one item. @throws RemoteError `invalidInput` */
export function readOptions(context: IExecuteFunctions, itemIndex: number): ChosenOptions {
	const values = collectionValues(context, 'options', itemIndex);
	const most = { min: 0, max: 1_000_000_000, whole: true };
	return {
		options: {
			compare: readChoice(values, { name: 'compare', label: 'Compare' }, [
				'sizeAndTime',
				'size',
				'checksum',
			]),
			conflict: readChoice(values, { name: 'conflict', label: 'Conflict' }, [
				'keepBoth',
				'larger',
				'local',
				'newer',
				'remote',
				'skip',
			]),
			nameCollisions: readChoice(values, { name: 'nameCollisions', label: 'Name Collisions' }, [
				'fail',
				'skip',
				'rename',
			]),
			verify: readChoice(values, { name: 'verify', label: 'Verify' }, ['size', 'hash', 'off']),
			modifyWindowMs: readSeconds(
				values,
				{ name: 'modifyWindow', label: 'Modify Window (Seconds)' },
				{ default: 0 },
			),
			deleteExtra: readSwitch(values, { name: 'deleteExtra', label: 'Delete Extra' }),
			allowEmptySource: readSwitch(values, {
				name: 'allowEmptySource',
				label: 'Allow Empty Source',
			}),
			maxDeletions: readNumber(
				values,
				{ name: 'maxDeletions', label: 'Max Deletions' },
				{ ...most, default: 100 },
			),
			maxDeletePercent: readNumber(
				values,
				{ name: 'maxDeletePercent', label: 'Max Delete Percent' },
				{ default: 50, min: 0, max: 100 },
			),
			protect: readProtect(values),
			trashFolder: 'trashFolder' in values ? readTrash(context, itemIndex) : null,
		},
		onPathFailure: readChoice(values, { name: 'onPathFailure', label: 'On Path Failure' }, [
			'fail',
			'report',
		]),
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
