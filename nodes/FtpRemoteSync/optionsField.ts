import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { readChoice, readSeconds } from '../shared/n8n/fieldValues';
import { collectionValues } from '../shared/n8n/parameterValues';
import type { SyncOptions } from '../shared/sync/SyncOptions';
import { deletionFields, readDeletionOptions } from './deletionFields';

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
		deletionFields.allowEmptySource,
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
		deletionFields.deleteExtra,
		deletionFields.maxDeletePercent,
		deletionFields.maxDeletions,
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
		deletionFields.protect,
		deletionFields.trashFolder,
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
			...readDeletionOptions(context, itemIndex, values),
		},
		onPathFailure: readChoice(values, { name: 'onPathFailure', label: 'On Path Failure' }, [
			'fail',
			'report',
		]),
	};
}
