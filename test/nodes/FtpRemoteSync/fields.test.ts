import {
	readOperation,
	readPlanRequest,
	readSyncRequest,
} from '../../../nodes/FtpRemoteSync/fields';
import { defaultSyncOptions } from '../../../nodes/shared/sync/SyncOptions';
import { formOf } from '../../support/formOf';

const form = (values: Record<string, unknown>) =>
	formOf({ operation: 'push', localFolder: '/data', remoteFolder: '/in', ...values });
const read = (values: Record<string, unknown>) => readSyncRequest(form(values), 0);
const options = (values: object) => read({ options: values });

describe('what an item asks Sync for', () => {
	it('has the defaults of the sync itself when nothing else is said', () => {
		expect(read({})).toEqual({
			operation: 'push',
			preview: false,
			folders: {
				localFolder: '/data',
				remoteFolder: '/in',
				localMustExist: true,
				filters: expect.objectContaining({ include: [], exclude: [], includeHidden: true }),
			},
			output: 'changes',
			options: defaultSyncOptions,
			onPathFailure: 'fail',
		});
	});

	it.each(['pull', 'twoWay'])('needs no local folder to be there for %s', (operation) => {
		expect(read({ operation })).toMatchObject({ operation, folders: { localMustExist: false } });
	});

	it.each<[string, object, object]>([
		['how to compare', { compare: 'checksum' }, { compare: 'checksum' }],
		['a window in seconds', { modifyWindow: 1.5 }, { modifyWindowMs: 1500 }],
		['that extra files go', { deleteExtra: true }, { deleteExtra: true }],
		['what is protected', { protect: '*.key, a/**\nb' }, { protect: ['*.key', 'a/**', 'b'] }],
		['that the source may be empty', { allowEmptySource: true }, { allowEmptySource: true }],
		[
			'limits as text',
			{ maxDeletions: '5', maxDeletePercent: '0' },
			{ maxDeletions: 5, maxDeletePercent: 0 },
		],
		['the trash', { trashFolder: '/trash/' }, { trashFolder: '/trash' }],
		['what wins a conflict', { conflict: 'newer' }, { conflict: 'newer' }],
		['what to do with names alike', { nameCollisions: 'rename' }, { nameCollisions: 'rename' }],
		['the proof', { verify: 'hash' }, { verify: 'hash' }],
	])('holds %s', (_, given, expected) => {
		expect(options(given).options).toEqual({ ...defaultSyncOptions, ...expected });
	});

	it('may want failures as items, a summary, and a preview', () => {
		expect(
			read({ options: { onPathFailure: 'report' }, output: 'summary', preview: true }),
		).toMatchObject({ onPathFailure: 'report', output: 'summary', preview: true });
	});

	it.each<[string, object, string]>([
		['no local folder', { localFolder: '' }, 'Local Folder is empty'],
		['no remote folder', { remoteFolder: null }, 'Remote Folder is empty'],
		['a remote folder above the root', { remoteFolder: '/../x' }, 'Remote Folder leads out'],
		['a trash without a name', { options: { trashFolder: '' } }, 'Trash Folder is empty'],
		['the root as trash', { options: { trashFolder: '/' } }, 'cannot be the Trash Folder'],
		['a protection that cannot be', { options: { protect: '../x' } }, '"../x" is not a pattern'],
		['a filter that cannot be', { filters: { include: '../x' } }, '"../x" is not a pattern'],
		['more than all', { options: { maxDeletePercent: 101 } }, 'Max Delete Percent is "101"'],
		['half a deletion', { options: { maxDeletions: 0.5 } }, 'Max Deletions is "0.5"'],
		['an unknown rule', { options: { conflict: 'mine' } }, 'Conflict is "mine"'],
	])('cannot be %s', (_, values, message) => {
		expect(() => read({ ...values })).toThrow(
			expect.objectContaining({
				category: 'invalidInput',
				message: expect.stringContaining(message),
			}),
		);
	});
});

it('reads a plan by its first item', () => {
	const plan = form({ operation: 'executePlan', options: { maxDeletions: 3 } });
	expect(readOperation(plan)).toBe('executePlan');
	expect(readPlanRequest(plan)).toMatchObject({
		folders: { localFolder: '/data', remoteFolder: '/in', localMustExist: false },
		options: { maxDeletions: 3 },
	});
});
