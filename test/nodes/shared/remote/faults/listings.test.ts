import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
	cutControl,
	cutData,
	cutListing,
	dropAfter,
	dropBefore,
	finalReply,
	listingText,
	loseReply,
	on,
	refuse,
	reply,
	stall,
	type Fault,
} from '../../../../support/server/faults';
import { withRemote } from '../withRemote';
import type { FaultRow, Outcome } from './playFault';
import { playFaults } from './servers';

const listings = ['MLSD', 'LIST'];
const cut: Outcome = { category: 'dataChannel', stage: 'data', says: /"\/in"/ };

function rowsOf(server: FaultRow['server']): FaultRow[] {
	const row = (
		title: string,
		outcome: Outcome,
		nth: number | undefined,
		...faults: readonly Fault[]
	): FaultRow => ({
		title,
		operation: 'list',
		outcome,
		server,
		rules: [on(listings, nth === undefined ? {} : { nth }, ...faults)],
		silent: faults.some(({ data }) => data?.reply === null && data.ending !== 'cutControl'),
	});
	return [
		row('is read again when it was cut', {}, 1, cutListing()),
		row('is read again when it was cut and 426', {}, 1, cutListing('426 Broken')),
		row('is read again when the data connection broke', {}, 1, cutData(30)),
		row(
			'is read again when the data connection was reset',
			{},
			1,
			cutData(30, { ending: 'reset' }),
		),
		row('is read again when everything broke', {}, 1, cutControl(30)),
		row('is read again when it stood still', {}, 1, stall(30)),
		row('is read again when its answer is lost', {}, 1, loseReply()),
		row('is read again when its answer does not come', {}, 1, finalReply(null)),
		row('is read again when nothing came', {}, 1, listingText('')),
		row('is read again after 450', {}, 1, reply('450 Busy')),
		row('is read again after 451', {}, 1, reply('451 Local error')),
		row('is read again after 421', {}, 1, reply('421 Shutting down')),
		row('is read again on a new connection', {}, 1, dropBefore('reset')),
		row('is an error when it is always cut', cut, undefined, cutListing()),
		row('is an error when the data connection always breaks', cut, undefined, cutData(30)),
		row('is an error when nothing but 451 comes', cut, undefined, reply('451 Local error')),
		row(
			'is no empty folder when it may not be read',
			{ category: 'permission', stage: 'listing', says: /Cannot list "\/in": the server does not/ },
			undefined,
			reply('550 Permission denied'),
		),
		row(
			'is no empty folder when it is entered and not opened, as in vsftpd',
			{ category: 'permission', stage: 'listing', says: /Cannot list "\/in": the server does not/ },
			undefined,
			listingText(''),
			finalReply('226 Transfer done (but failed to open directory).'),
		),
		row(
			'is no empty folder when it is entered and not read, as in Pure-FTPd',
			{ category: 'permission', stage: 'listing', says: /Cannot list "\/in": the server does not/ },
			undefined,
			listingText(''),
			finalReply('226-Sorry, we were unable to read [.]\r\n226 0 matches total'),
		),
	];
}

describe('a listing by MLSD', () => {
	playFaults(rowsOf({}));
	// LIST is asked more than one thing on a connection: what -a shows, and what its times mean.
	playFaults([
		{
			title: 'is whole when the server leaves after each',
			operation: 'list',
			outcome: {},
			rules: [on('MLSD', dropAfter())],
		},
	]);
});
describe('a listing by LIST', () =>
	playFaults(rowsOf({ off: ['MLSD', 'MLST'] }), ['inTurn', 'ahead']));

describe('a folder', () => {
	playFaults(
		[
			{
				title: 'that cannot be entered is a matter of permission',
				operation: 'list',
				outcome: { category: 'permission', stage: 'listing', says: /"\/in"/ },
				rules: [on('CWD', { path: '/in' }, reply('550 Permission denied'))],
			},
			{
				title: 'is listed by LIST where MLSD is not known after all',
				operation: 'list',
				outcome: {},
				rules: [refuse('MLSD', 500)],
			},
			{
				title: 'is listed without -a where that is refused',
				operation: 'list',
				outcome: {},
				server: { off: ['MLSD', 'MLST'] },
				rules: [on('LIST', { argument: /-a/ }, reply('501 No options'))],
			},
			{
				title: 'is listed without -a where that is a name',
				operation: 'list',
				outcome: {},
				server: { off: ['MLSD', 'MLST'], listArgument: 'name' },
				rules: [],
			},
			{
				title: 'cannot be listed where LIST is not known',
				operation: 'list',
				outcome: { category: 'unsupported', stage: 'listing', says: /does not support LIST/ },
				server: { off: ['MLSD', 'MLST'] },
				rules: [refuse('LIST', 502)],
			},
		],
		['inTurn', 'ahead'],
	);

	it.each([
		'550 No files found',
		'550 No members found.',
		'550 The directory is empty',
		'450 No such file or directory',
		'226 Nothing',
	])('is empty where the server says "%s"', async (text) => {
		await withRemote({}, async ({ server, endpoint }) => {
			server.script(on(listings, text.startsWith('2') ? listingText('') : reply(text)));
			await expect(endpoint.list('/')).resolves.toMatchObject({ entries: [], complete: true });
		});
	});

	it.each([
		['MLSD and LIST with words that nobody knows', on(listings, reply('550 Zkus to jindy'))],
		['MLSD so, while LIST shows nothing', on('MLSD', reply('550 Zkus to jindy'))],
	])('is not known to be empty where the server refuses %s', async (_title, rule) => {
		await withRemote({}, async ({ server, endpoint }) => {
			server.script(rule, on('LIST', listingText('')));
			await expect(endpoint.list('/')).resolves.toMatchObject({
				entries: [],
				complete: false,
				notes: [{ kind: 'doubtfulEmpty', folder: '/', text: '550 Zkus to jindy' }],
			});
		});
	});

	it('is empty where MLSD is refused with words that nobody knows and LIST -a shows the folder itself', async () => {
		await withRemote({}, async ({ server, endpoint }) => {
			server.script(on('MLSD', reply('550 Zkus to jindy')));
			await expect(endpoint.list('/')).resolves.toMatchObject({ entries: [], complete: true });
		});
	});

	it('is what LIST shows where MLSD is refused with words that nobody knows', async () => {
		await withRemote({}, async ({ server, endpoint }) => {
			writeFileSync(join(server.root, 'file'), '');
			server.script(on('MLSD', reply('550 Zkus to jindy')));
			await expect(endpoint.list('/')).resolves.toMatchObject({
				entries: [{ name: 'file' }],
				complete: true,
			});
		});
	});

	it.each([
		['MLSD', {}],
		['LIST -a', { off: ['MLSD', 'MLST'] }],
	])('is not known to be empty where %s shows itself elsewhere, and not here', async (_by, off) => {
		await withRemote({ server: off }, async ({ server, endpoint }) => {
			mkdirSync(join(server.root, 'in'));
			writeFileSync(join(server.root, 'file'), '');
			server.script(on(listings, { path: '/in' }, listingText('')));
			await expect(endpoint.list('/')).resolves.toMatchObject({ complete: true });
			await expect(endpoint.list('/in')).resolves.toMatchObject({ entries: [], complete: false });
			server.clearScript();
			await expect(endpoint.list('/in')).resolves.toMatchObject({ entries: [], complete: true });
		});
	});

	it('that is missing is not found, though the server lists it as empty', async () => {
		await withRemote({ server: { missingFolder: 'empty' } }, async ({ endpoint }) => {
			await expect(endpoint.list('/no/such')).rejects.toMatchObject({
				category: 'notFound',
				path: '/no/such',
			});
		});
	});

	it('that is a file is not found as a folder', async () => {
		await withRemote({}, async ({ server, endpoint }) => {
			writeFileSync(join(server.root, 'file'), '');
			await expect(endpoint.list('/file')).rejects.toMatchObject({ category: 'notFound' });
		});
	});
});
