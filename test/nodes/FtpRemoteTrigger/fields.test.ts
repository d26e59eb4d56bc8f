import { readRequest } from '../../../nodes/FtpRemoteTrigger/fields';
import { formOf } from '../../support/formOf';

const untouched = {
	folder: '/in',
	events: ['added'],
	recursive: false,
	readyWhen: 'unchangedBetweenPolls',
	readySeconds: '',
	donePattern: '',
	firstRun: 'baseline',
};
const read = (values: Record<string, unknown> = {}) =>
	readRequest(formOf({ ...untouched, ...values }));

describe('what the trigger is asked for', () => {
	it('is new files of a folder that stay the same between two polls, when nothing else is said', () => {
		expect(read()).toMatchObject({
			scope: { folder: '/in', recursive: false },
			rules: {
				events: new Set(['added']),
				readiness: { rule: 'unchangedBetweenPolls' },
				identity: 'pathSizeTime',
				minAgeMs: 0,
				firstRun: 'baseline',
			},
			maxFiles: null,
			order: 'oldestFirst',
			downloadTo: null,
			afterPickup: { do: 'nothing' },
			filtersShown: '',
		});
	});

	it.each<[object, object]>([
		[{ events: ['removed', 'changed'] }, { rules: { events: new Set(['removed', 'changed']) } }],
		[{ events: 'added, changed' }, { rules: { events: new Set(['added', 'changed']) } }],
		[{ recursive: true }, { scope: { recursive: true } }],
		[
			{ readyWhen: 'unchangedForSeconds', readySeconds: '1.5' },
			{ rules: { readiness: { rule: 'unchangedForSeconds', ms: 1500 } } },
		],
		[
			{ readyWhen: 'doneFile', donePattern: '*.ok' },
			{ rules: { readiness: { rule: 'doneFile' } } },
		],
		[{ firstRun: 'emitExisting' }, { rules: { firstRun: 'emitExisting' } }],
		[{ filters: { include: 'a\nb', maxSize: 5 } }, { filtersShown: 'Include a, b; Max Size 5' }],
		[{ options: { maxFiles: '3', order: 'path' } }, { maxFiles: 3, order: 'path' }],
		[{ options: { minAge: 2, identity: 'path' } }, { rules: { minAgeMs: 2000, identity: 'path' } }],
		[{ options: { download: true } }, { downloadTo: 'data' }],
		[{ options: { download: true, binaryPropertyName: 'file' } }, { downloadTo: 'file' }],
		[{ options: { download: false, binaryPropertyName: 'file' } }, { downloadTo: null }],
		[{ options: { download: true, afterPickup: 'delete' } }, { afterPickup: { do: 'delete' } }],
		[
			{ options: { afterPickup: 'move', moveToFolder: 'done/' } },
			{ afterPickup: { do: 'move', toFolder: '/done' } },
		],
	])('is understood from %p', (values, expected) => {
		expect(read(values as Record<string, unknown>)).toMatchObject(expected);
	});

	it.each([
		['is left out below the watched folder', true, '/in/done', true],
		['matters not where nobody looks', false, '/in/done', false],
		['does not hide a watched folder that lies in it', true, '/', false],
	])('a folder for what was picked up %s', (_, recursive, moveToFolder, left) => {
		const { scope } = read({ recursive, options: { afterPickup: 'move', moveToFolder } });
		expect(scope.leavesOut('/in/done/a.csv')).toBe(left);
	});

	it('leaves out names of our own making', () => {
		expect(read().scope.leavesOut('/in/.abcdefgh.a.csv.part')).toBe(true);
	});

	it.each<[string, object, string]>([
		['no folder', { folder: '' }, 'Folder to Watch is empty'],
		['a folder outside', { folder: '../x' }, 'leads out of the Root Folder'],
		['nothing to watch for', { events: [] }, 'Watch For is empty'],
		['an event that there is not', { events: ['renamed'] }, 'Watch For is "renamed"'],
		[
			'what can never be seen',
			{ events: ['changed'], options: { identity: 'path' } },
			'cannot see',
		],
		['a rule that there is not', { readyWhen: 'soon' }, 'Ready When is "soon"'],
		['no done file', { readyWhen: 'doneFile' }, 'names no done file'],
		[
			'a deletion of what was not read',
			{ options: { afterPickup: 'delete' } },
			'nothing is downloaded',
		],
		['nowhere to move to', { options: { afterPickup: 'move' } }, 'Move to Folder is empty'],
		['a move to itself', { options: { afterPickup: 'move', moveToFolder: '/in/' } }, 'itself'],
		['no files at all', { options: { maxFiles: 0 } }, 'Max Files is "0"'],
		['an option that is empty', { options: { maxFiles: null } }, 'Max Files is empty'],
		['a filter that is missing', { filters: { include: undefined } }, 'Include is missing'],
		[
			'no binary field',
			{ options: { download: true, binaryPropertyName: ' ' } },
			'in Field is empty',
		],
	])('is refused with %s', (_, values, message) => {
		expect(() => read(values as Record<string, unknown>)).toThrow(message);
	});
});
