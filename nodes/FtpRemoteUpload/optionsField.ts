import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { nameProblem, printable } from '../shared/model/RemotePath';
import type { Verify } from '../shared/model/Receipt';
import { readChoice, readSwitch, readText, type FieldValues } from '../shared/n8n/fieldValues';
import { parseTime } from '../shared/n8n/filterRules';
import { invalidInput } from '../shared/n8n/invalidInput';
import { collectionValues } from '../shared/n8n/parameterValues';
import { readVerify, verifyField } from '../shared/n8n/verifyField';

/** What all operations share. */
export interface UploadOptions {
	readonly writeMode: 'atomic' | 'direct';
	readonly createMissingFolders: boolean;
	/** ISO 8601 time that the file shall carry, exact to the second; null = that of its upload. */
	readonly modifiedAt: string | null;
	/** Octal mode like `644`; null = the server's default. */
	readonly permissions: string | null;
	/** Suffix of the marker that is written last; null = none. */
	readonly doneFile: string | null;
	readonly verify: Verify;
	readonly includeInputFields: boolean;
	readonly keepBinary: boolean;
}

/** The collection of options. n8n drops children that have conditions of their own, so all operations show all of them. */
export const optionsField: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Create Missing Folders',
			name: 'createMissingFolders',
			type: 'boolean',
			default: true,
			description: 'Whether to create the folder, and those above it, where they are missing',
		},
		{
			displayName: 'Done File Suffix',
			name: 'doneFile',
			type: 'string',
			default: '',
			placeholder: 'e.g. .done',
			description:
				'Write an empty file of the same name with this suffix once the upload is proven, for readers that wait for such a marker',
		},
		{
			displayName: 'Include Input Fields',
			name: 'includeInputFields',
			type: 'boolean',
			default: false,
			description: 'Whether to put the fields of the input item into the output, under "input"',
		},
		{
			displayName: 'Keep Binary',
			name: 'keepBinary',
			type: 'boolean',
			default: true,
			description: 'Whether to hand on the binary fields of the input item',
		},
		{
			displayName: 'Keep Modified',
			name: 'keepModified',
			type: 'dateTime',
			default: '',
			description:
				'The time that the file shall carry on the server, where the server lets clients set it; empty = the time of the upload',
		},
		{
			displayName: 'Permissions',
			name: 'permissions',
			type: 'string',
			default: '',
			placeholder: 'e.g. 644',
			description: 'Octal mode that the file shall have, where the server knows SITE CHMOD',
		},
		verifyField,
		{
			displayName: 'Write Mode',
			name: 'writeMode',
			type: 'options',
			default: 'atomic',
			description: 'How the file takes its name',
			options: [
				{
					name: 'Atomic',
					value: 'atomic',
					description:
						'Upload under a temporary name, verify, then rename: nobody ever sees half a file, and the old one stays until the new one is whole',
				},
				{
					name: 'Direct',
					value: 'direct',
					description: 'Write in place, for servers that do not let files be renamed',
				},
			],
		},
	],
};

/** @throws RemoteError `invalidInput` */
export function readOptions(context: IExecuteFunctions, itemIndex: number): UploadOptions {
	const values = collectionValues(context, 'options', itemIndex);
	const isOn = (name: string, label: string) => readSwitch(values, { name, label });
	return {
		writeMode: readChoice(values, { name: 'writeMode', label: 'Write Mode' }, ['atomic', 'direct']),
		createMissingFolders:
			values.createMissingFolders === undefined ||
			isOn('createMissingFolders', 'Create Missing Folders'),
		modifiedAt: readModified(values, context.getTimezone()),
		permissions: readPermissions(values),
		doneFile: readSuffix(values),
		verify: readVerify(values),
		includeInputFields: isOn('includeInputFields', 'Include Input Fields'),
		keepBinary: values.keepBinary === undefined || isOn('keepBinary', 'Keep Binary'),
	};
}

function readModified(values: FieldValues, zone: string): string | null {
	const time = parseTime(values.keepModified, 'Keep Modified', zone);
	// Servers take whole seconds (RFC 3659 section 2.3).
	return time === null ? null : new Date(Math.floor(time / 1000) * 1000).toISOString();
}

function readPermissions(values: FieldValues): string | null {
	const text = readText(values, { name: 'permissions', label: 'Permissions' }).trim();
	if (text === '') return null;
	if (/^[0-7]{3,4}$/.test(text)) return text;
	throw invalidInput(
		`Permissions is "${printable(text)}", which is no octal mode`,
		'Enter three or four digits from 0 to 7, for example "644".',
	);
}

function readSuffix(values: FieldValues): string | null {
	const text = readText(values, { name: 'doneFile', label: 'Done File Suffix' });
	if (text.trim() === '') return null;
	const problem = nameProblem(`name${text}`);
	if (problem === null) return text;
	throw invalidInput(
		`Done File Suffix ${problem}: ${printable(text)}`,
		'Enter what is added to the name of the file, for example ".done".',
	);
}
