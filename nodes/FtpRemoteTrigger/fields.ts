import type { INodeProperties } from 'n8n-workflow';
import { ignoredPaths } from '../shared/files/ignoredPaths';
import { compileFilter } from '../shared/model/EntryFilter';
import { isWithin } from '../shared/model/RemotePath';
import { readChoice, readSwitch, type FieldValues } from '../shared/n8n/fieldValues';
import { filterRules } from '../shared/n8n/filterRules';
import { invalidInput } from '../shared/n8n/invalidInput';
import { collectionValues, parameterValues } from '../shared/n8n/parameterValues';
import { pathParameter } from '../shared/n8n/pathParameter';
import type { ItemForm } from '../shared/n8n/pollForm';
import { filtersField, pathModes } from '../shared/n8n/sharedFields';
import { optionsField, readOptions } from './optionsField';
import type { AfterPickup, PollRequest } from './PollRequest';
import { readEvents } from './readEvents';
import { readReadiness, readinessFields, readinessLabels } from './readinessFields';

const labels = {
	recursive: 'Recursive',
	...readinessLabels,
	firstRun: 'Files That Are There Already',
};

/** The form of the trigger. */
export const fields: INodeProperties[] = [
	{
		displayName: 'Folder to Watch',
		name: 'folder',
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		description: 'The folder to look into, seen from the Root Folder of the credential',
		...pathModes('searchFolders', 'e.g. /in'),
	},
	{
		displayName: 'Watch For',
		name: 'events',
		type: 'multiOptions',
		required: true,
		default: ['added'],
		options: [
			{
				name: 'Added',
				value: 'added',
				description:
					'Files that are new, whatever date they carry. Without "Changed", also files that take the place of another one.',
			},
			{
				name: 'Changed',
				value: 'changed',
				description: 'Files whose size or time is another one than before',
			},
			{
				name: 'Removed',
				value: 'removed',
				description:
					'Files that are gone, or were renamed. Never because of a listing that cannot be read: the server is asked for each. A file that comes and goes between two polls is not seen.',
			},
		],
		description: 'What starts the workflow',
	},
	{
		displayName: 'Recursive',
		name: 'recursive',
		type: 'boolean',
		default: false,
		description: 'Whether to watch the folders in the folder as well, and those in them',
	},
	...readinessFields,
	{
		displayName: 'Files That Are There Already',
		name: 'firstRun',
		type: 'options',
		default: 'baseline',
		description: 'What to do with the files that the first poll finds',
		options: [
			{
				name: 'Emit Them',
				value: 'emitExisting',
				description: 'They count as added, once they are complete',
			},
			{
				name: 'Leave Them Alone',
				value: 'baseline',
				description:
					'Only what comes or changes afterwards starts the workflow, also a file that was still being written',
			},
		],
	},
	filtersField,
	optionsField,
];

/**
 * What the form says.
 * @throws RemoteError `invalidInput`
 */
export function readRequest(form: ItemForm): PollRequest {
	const folder = pathParameter(form, 'folder', 'Folder to Watch', 0);
	const values = parameterValues(
		form,
		['events', 'recursive', 'readyWhen', 'readySeconds', 'donePattern', 'firstRun'],
		0,
	);
	refuseNothing(values);
	const filters = collectionValues(form, 'filters', 0);
	const recursive = readSwitch(values, field('recursive'));
	const { afterPickup, identity, minAgeMs, ...options } = readOptions(form);
	return {
		...options,
		afterPickup,
		scope: {
			folder,
			recursive,
			filter: compileFilter(filterRules(filters, form.getTimezone())),
			leavesOut: ignoredPaths(archiveOf(folder, recursive, afterPickup)),
		},
		rules: {
			events: readEvents(values.events, identity),
			readiness: readReadiness(values),
			identity,
			minAgeMs,
			firstRun: readChoice(values, field('firstRun'), ['baseline', 'emitExisting']),
		},
		filtersShown: shownFilters(filters),
	};
}

/**
 * What was picked up and moved to a folder below the watched one is not new.
 * @throws RemoteError `invalidInput` where files would stay where they are
 */
function archiveOf(folder: string, recursive: boolean, afterPickup: AfterPickup): string | null {
	if (afterPickup.do !== 'move') return null;
	const { toFolder } = afterPickup;
	if (toFolder === folder) {
		throw invalidInput(
			`Move to Folder is the watched folder ${folder} itself`,
			'Choose another folder, for example one in it.',
		);
	}
	return recursive && isWithin(toFolder, folder) ? toFolder : null;
}

/** A field whose expression finds nothing must not count as its default. */
function refuseNothing(values: FieldValues): void {
	for (const [name, label] of Object.entries(labels)) {
		if (values[name] !== null && values[name] !== undefined) continue;
		throw invalidInput(
			`${label} is empty`,
			'The expression in this field finds nothing: check the name of the field in it.',
		);
	}
}

function shownFilters(filters: FieldValues): string {
	const { options = [] } = filtersField;
	return options
		.filter(({ name }) => (filters[name] ?? '') !== '')
		.map((option) => {
			const value = filters[option.name];
			const shown = typeof value === 'string' ? value : JSON.stringify(value);
			return `${'displayName' in option ? option.displayName : option.name} ${shown.replaceAll('\n', ', ')}`;
		})
		.join('; ');
}

function field<Name extends keyof typeof labels>(name: Name) {
	return { name, label: labels[name] };
}
