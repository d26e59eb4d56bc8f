import type { INodeProperties } from 'n8n-workflow';
import { readChoice, readSeconds, readText, type FieldValues } from '../shared/n8n/fieldValues';
import { invalidInput } from '../shared/n8n/invalidInput';
import { doneMarkers } from './doneMarkers';
import type { Readiness } from './WatchRules';

/** The fields by their names in the data and on the screen. */
export const readinessLabels = {
	readyWhen: 'Ready When',
	readySeconds: 'Unchanged For (Seconds)',
	donePattern: 'Done File',
};

/** The part of the form that says when a file is complete. */
export const readinessFields: INodeProperties[] = [
	{
		displayName: 'Ready When',
		name: 'readyWhen',
		type: 'options',
		default: 'unchangedBetweenPolls',
		description: 'How to tell that a file is complete and no longer being written',
		options: [
			{
				name: 'Done File Is There',
				value: 'doneFile',
				description:
					'Once another file says so. Sees exactly what the sender says. A done file that is older than its file is believed only when the file is also unchanged between two polls.',
			},
			{
				name: 'Seen',
				value: 'immediately',
				description:
					'At first sight. Cannot see whether a file is still being written: only for senders that upload under another name and rename.',
			},
			{
				name: 'Unchanged Between Polls',
				value: 'unchangedBetweenPolls',
				description:
					'Once two polls in a row saw the same size and time. Cannot see an upload that pauses for longer than that, or whose size is reserved in advance while its time stands still.',
			},
			{
				name: 'Unchanged for Seconds',
				value: 'unchangedForSeconds',
				description:
					'Once size and time were seen unchanged for that long. Needs two polls at least. Cannot see an upload that pauses for longer than that.',
			},
		],
	},
	{
		displayName: 'Unchanged For (Seconds)',
		name: 'readySeconds',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 60,
		description: 'How long size and time must stay the same',
		displayOptions: { show: { readyWhen: ['unchangedForSeconds'] } },
	},
	{
		displayName: 'Done File',
		name: 'donePattern',
		type: 'string',
		required: true,
		default: '*.done',
		placeholder: 'e.g. *.done',
		description:
			'The name of the done file, in the same folder. "*" stands for the name of the file, with or without its extension: "*.done" is orders.csv.done or orders.done. {name} is only the whole name, {base} only the one without extension. A name with none of them, like _SUCCESS, is one done file for all files of its folder. Done files never start the workflow; one that belongs to a single file is moved or deleted with it.',
		displayOptions: { show: { readyWhen: ['doneFile'] } },
	},
];

/** @throws RemoteError `invalidInput` */
export function readReadiness(values: FieldValues): Readiness {
	const rule = readChoice(values, field('readyWhen'), [
		'unchangedBetweenPolls',
		'unchangedForSeconds',
		'doneFile',
		'immediately',
	]);
	switch (rule) {
		case 'unchangedBetweenPolls':
		case 'immediately':
			return { rule };
		case 'unchangedForSeconds':
			return { rule, ms: readSeconds(values, field('readySeconds'), { default: 60 }) };
		case 'doneFile': {
			const text = readText(values, field('donePattern'));
			const markers = doneMarkers(text);
			if (markers) return { rule, markers };
			throw invalidInput(
				`Done File is "${text}", which names no done file`,
				'Write a name with one "*" in the place of the name of the file, like "*.done", or one name for all files of a folder, like "_SUCCESS".',
			);
		}
	}
}

function field<Name extends keyof typeof readinessLabels>(name: Name) {
	return { name, label: readinessLabels[name] };
}
