import type { INodeProperties } from 'n8n-workflow';
import {
	readChoice,
	readLine,
	readNumber,
	readSeconds,
	readSwitch,
	type FieldValues,
} from '../shared/n8n/fieldValues';
import { invalidInput } from '../shared/n8n/invalidInput';
import { collectionValues } from '../shared/n8n/parameterValues';
import { pathParameter } from '../shared/n8n/pathParameter';
import type { ItemForm } from '../shared/n8n/pollForm';
import { pathModes } from '../shared/n8n/sharedFields';
import type { Order } from './inOrder';
import type { AfterPickup } from './PollRequest';
import type { Identity } from './Version';

/** What may be added to the form. */
export interface TriggerOptions {
	readonly maxFiles: number | null;
	readonly order: Order;
	readonly downloadTo: string | null;
	readonly afterPickup: AfterPickup;
	readonly identity: Identity;
	readonly minAgeMs: number;
}

const labels = {
	afterPickup: 'After Pickup',
	binaryPropertyName: 'Put Output File in Field',
	download: 'Download',
	identity: 'Identity',
	maxFiles: 'Max Files',
	minAge: 'Min Age (Seconds)',
	moveToFolder: 'Move to Folder',
	order: 'Order',
};

/** The collection of options. */
export const optionsField: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'After Pickup',
			name: 'afterPickup',
			type: 'options',
			default: 'nothing',
			description: 'What to do with a file on the server once it is handed to the workflow',
			options: [
				{
					name: 'Delete',
					value: 'delete',
					description:
						'Only with Download. The next poll deletes the file, if its size and time are still those that were read.',
				},
				{
					name: 'Move',
					value: 'move',
					description:
						'Move the file just before it is handed out. This is a claim: of several workflows or n8n instances that watch the folder, one gets the file. If n8n crashes right after the move, nobody does.',
				},
				{ name: 'Nothing', value: 'nothing', description: 'Leave the file where it is' },
			],
		},
		{
			displayName: 'Download',
			name: 'download',
			type: 'boolean',
			default: false,
			description:
				'Whether to put the file into a binary field. A poll begins no more downloads after 30 seconds; the other files come with the next one.',
		},
		{
			displayName: 'Identity',
			name: 'identity',
			type: 'options',
			default: 'pathSizeTime',
			description: 'What makes a file the same one as before, so that it does not come again',
			options: [
				{
					name: 'Path',
					value: 'path',
					description:
						'Sees each name once. Cannot see changes, nor a file that takes the place of another, unless a poll saw the name missing in between.',
				},
				{
					name: 'Path and Size',
					value: 'pathSize',
					description:
						'For servers that touch the times of files. Cannot see a file that takes the place of another of equal size.',
				},
				{
					name: 'Path, Size and Time',
					value: 'pathSizeTime',
					description:
						'Sees every file that takes the place of another, also one with an older date. Cannot see one of equal size and time; a file that is only touched comes again.',
				},
			],
		},
		{
			displayName: 'Max Files',
			name: 'maxFiles',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 10,
			description:
				'How many files a poll hands out at most; the others come with the next ones. Without it all are handed out at once, and a test shows 10.',
		},
		{
			displayName: 'Min Age (Seconds)',
			name: 'minAge',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 60,
			description:
				'Leave a file alone until it was last modified that long ago, or was seen unchanged for that long. Not exact where the clock of the server is wrong.',
		},
		{
			displayName: 'Move to Folder',
			name: 'moveToFolder',
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			description:
				'The folder that takes the files, for After Pickup "Move". Files of folders in the watched folder keep their place below it; a name that is taken gets a time stamp.',
			...pathModes('searchMoveToFolders', 'e.g. /in/done'),
		},
		{
			displayName: 'Order',
			name: 'order',
			type: 'options',
			default: 'oldestFirst',
			description: 'Which files come first',
			options: [
				{
					name: 'Newest First',
					value: 'newestFirst',
					description: 'With Max Files, old files wait while new ones keep coming',
				},
				{ name: 'Oldest First', value: 'oldestFirst' },
				{ name: 'Path', value: 'path' },
				{ name: 'Smallest First', value: 'smallestFirst' },
			],
		},
		{
			displayName: 'Put Output File in Field',
			name: 'binaryPropertyName',
			type: 'string',
			default: 'data',
			placeholder: 'e.g. data',
			description: 'The name of the output binary field to put the file in, for Download',
		},
	],
};

/** @throws RemoteError `invalidInput` */
export function readOptions(form: ItemForm): TriggerOptions {
	const values = collectionValues(form, 'options', 0);
	refuseNothing(values);
	const downloadTo = readDownloadTo(values);
	const maxFiles = { default: 0, min: 1, max: 1_000_000_000, whole: true };
	return {
		maxFiles: 'maxFiles' in values ? readNumber(values, field('maxFiles'), maxFiles) : null,
		order: readChoice(values, field('order'), [
			'oldestFirst',
			'newestFirst',
			'path',
			'smallestFirst',
		]),
		downloadTo,
		afterPickup: readAfterPickup(form, values, downloadTo !== null),
		identity: readChoice(values, field('identity'), ['pathSizeTime', 'path', 'pathSize']),
		minAgeMs: readSeconds(values, field('minAge'), { default: 0 }),
	};
}

/** An option whose expression finds nothing must not count as one that was never added. */
function refuseNothing(values: FieldValues): void {
	for (const name of Object.keys(labels) as Array<keyof typeof labels>) {
		if (!(name in values) || (values[name] ?? '') !== '') continue;
		throw invalidInput(
			`${labels[name]} is empty`,
			'The expression in this option finds nothing: check it, or remove the option.',
		);
	}
}

function readDownloadTo(values: FieldValues): string | null {
	if (!readSwitch(values, field('download'))) return null;
	const name = readLine(
		{ binaryPropertyName: 'data', ...values },
		field('binaryPropertyName'),
	).trim();
	if (name !== '') return name;
	throw invalidInput(
		`${labels.binaryPropertyName} is empty`,
		'Name the binary field that takes the file, for example "data".',
	);
}

function readAfterPickup(form: ItemForm, values: FieldValues, downloads: boolean): AfterPickup {
	const chosen = readChoice(values, field('afterPickup'), ['nothing', 'delete', 'move']);
	if (chosen === 'delete' && !downloads) {
		throw invalidInput(
			'After Pickup is "Delete", but nothing is downloaded',
			'Add the option Download, so that the content is safe before the file is deleted, or delete it with the node "FTP Remote Delete" at the end of the workflow.',
		);
	}
	if (chosen !== 'move') return { do: chosen };
	return {
		do: 'move',
		toFolder: pathParameter(form, 'options.moveToFolder', labels.moveToFolder, 0),
	};
}

function field<Name extends keyof typeof labels>(name: Name) {
	return { name, label: labels[name] };
}
