import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withRemote } from './withRemote';

/** A file a few days old: LIST tells its minute. */
const modified = new Date(Math.floor(Date.now() / 60_000) * 60_000 - 5 * 24 * 3_600_000);
const minutes = 330;
const listsOnly = { off: ['MLSD', 'MLST'], timeZoneMinutes: minutes };

async function listed(
	server: object,
	serverTimeZone: string,
): Promise<readonly [string | null | undefined, string[]]> {
	return await withRemote(
		{ server, settings: { serverTimeZone } },
		async ({ server: { root, commands }, endpoint, server: one }) => {
			writeFileSync(join(root, 'a'), 'x');
			utimesSync(join(root, 'a'), modified, modified);
			const { entries } = await endpoint.list('/');
			return [entries[0]?.modifiedAt, commands.call(one, 'MDTM')];
		},
	);
}

describe('the time zone of a server whose listings name none', () => {
	it('is the one of the credential, and nothing is asked', async () => {
		expect(await listed(listsOnly, 'Asia/Kolkata')).toEqual([modified.toISOString(), []]);
	});

	it('is measured by MDTM where the credential names none', async () => {
		const [modifiedAt, asked] = await listed(listsOnly, '');
		expect(modifiedAt).toBe(modified.toISOString());
		expect(asked).not.toEqual([]);
	});

	it('is UTC where there is no MDTM either', async () => {
		const [modifiedAt] = await listed({ ...listsOnly, off: ['MLSD', 'MLST', 'MDTM'] }, '');
		expect(modifiedAt).toBe(new Date(modified.getTime() + minutes * 60_000).toISOString());
	});
});
