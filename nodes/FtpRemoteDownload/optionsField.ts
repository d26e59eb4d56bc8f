import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { Verify } from '../shared/model/Receipt';
import { readChoice, readNumber, type FieldValues } from '../shared/n8n/fieldValues';
import { collectionValues } from '../shared/n8n/parameterValues';
import { pathParameter } from '../shared/n8n/pathParameter';
import { pathModes } from '../shared/n8n/sharedFields';
import { readVerify, verifyField } from '../shared/n8n/verifyField';
import type { TextEncoding } from './decodeText';

/** What all operations share. */
export interface DownloadOptions {
	readonly afterDownload:
		| { readonly do: 'nothing' }
		| { readonly do: 'delete' }
		| { readonly do: 'move'; readonly toFolder: string };
	readonly ifMissing: 'fail' | 'skip';
	readonly verify: Verify;
	/** Bytes of a file that become text at most. */
	readonly maxTextBytes: number;
	readonly encoding: TextEncoding;
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
			displayName: 'After Download',
			name: 'afterDownload',
			type: 'options',
			default: 'nothing',
			description:
				'What to do with the files on the server once all input items are downloaded and verified. Each is touched only if it is still the one that was read, and none if the node fails.',
			options: [
				{ name: 'Nothing', value: 'nothing', description: 'Leave the files where they are' },
				{ name: 'Delete', value: 'delete', description: 'Delete the files on the server' },
				{
					name: 'Move',
					value: 'move',
					description: 'Move the files to another folder; a name that is taken gets a time stamp',
				},
			],
		},
		{
			displayName: 'Encoding',
			name: 'encoding',
			type: 'options',
			default: 'utf8',
			description: 'How the file stands for characters, for the operation "Download Text"',
			options: [
				{ name: 'GBK', value: 'gbk' },
				{ name: 'Latin-1 (ISO-8859-1)', value: 'latin1' },
				{ name: 'Shift-JIS', value: 'shift_jis' },
				{ name: 'UTF-16 (Little Endian)', value: 'utf16le' },
				{ name: 'UTF-8', value: 'utf8' },
				{ name: 'Windows-1251', value: 'windows-1251' },
				{ name: 'Windows-1252', value: 'windows-1252' },
			],
		},
		{
			displayName: 'If Missing',
			name: 'ifMissing',
			type: 'options',
			default: 'fail',
			description: 'What to do if there is nothing at the path',
			options: [
				{ name: 'Fail', value: 'fail' },
				{ name: 'Skip', value: 'skip', description: 'Return the path as skipped' },
			],
		},
		{
			displayName: 'Max Text Bytes',
			name: 'maxTextBytes',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 100000,
			description:
				'How much of a file becomes text at most, for the operation "Download Text". The rest is left out.',
		},
		{
			displayName: 'Move to Folder',
			name: 'moveToFolder',
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			description:
				'The folder that takes the files, for After Download "Move". Files from folders in the folder keep their place below it.',
			...pathModes('searchMoveToFolders', 'e.g. /in/done'),
		},
		verifyField,
	],
};

/** @throws RemoteError `invalidInput` */
export function readOptions(context: IExecuteFunctions, itemIndex: number): DownloadOptions {
	const values = collectionValues(context, 'options', itemIndex);
	return {
		afterDownload: readAfterDownload(context, values, itemIndex),
		ifMissing: readChoice(values, { name: 'ifMissing', label: 'If Missing' }, ['fail', 'skip']),
		verify: readVerify(values),
		maxTextBytes: readNumber(
			values,
			{ name: 'maxTextBytes', label: 'Max Text Bytes' },
			// What a string of Node can hold, roughly.
			{ default: 100_000, min: 1, max: 500_000_000, whole: true },
		),
		encoding: readChoice(values, { name: 'encoding', label: 'Encoding' }, [
			'utf8',
			'gbk',
			'latin1',
			'shift_jis',
			'utf16le',
			'windows-1251',
			'windows-1252',
		]),
	};
}

function readAfterDownload(
	context: IExecuteFunctions,
	values: FieldValues,
	itemIndex: number,
): DownloadOptions['afterDownload'] {
	const chosen = readChoice(values, { name: 'afterDownload', label: 'After Download' }, [
		'nothing',
		'delete',
		'move',
	]);
	if (chosen !== 'move') return { do: chosen };
	const toFolder = pathParameter(context, 'options.moveToFolder', 'Move to Folder', itemIndex);
	return { do: 'move', toFolder };
}
