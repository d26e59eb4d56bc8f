import { deleteFolder, type DeleteOptions } from '../../../../nodes/shared/files/deleteEntry';
import { deleteMany } from '../../../../nodes/shared/files/deleteMany';
import { FolderMaker } from '../../../../nodes/shared/files/FolderMaker';
import { LinkSpotter } from '../../../../nodes/shared/files/LinkSpotter';
import type { ListOptions } from '../../../../nodes/shared/model/Endpoint';
import type { Entry } from '../../../../nodes/shared/model/Entry';
import { noFilter } from '../../../../nodes/shared/model/EntryFilter';
import type { Listing } from '../../../../nodes/shared/model/Listing';
import { MemoryEndpoint } from '../../../support/MemoryEndpoint';
import { memoryError } from '../../../support/memory/memoryError';
import { testRun } from '../../../support/memory/testRun';
import { dump, link } from '../../../support/memory/treeLiteral';

/** A server whose answers are about what links lead to, unless it is asked to tell them. */
class LinkHidingEndpoint extends MemoryEndpoint {
	override async list(folder: string, options?: ListOptions): Promise<Listing> {
		const listing = await super.list(folder);
		if (options?.tellLinks === true) return listing;
		return { ...listing, entries: listing.entries.map(asFolder) };
	}

	override async find(path: string): Promise<Entry | null> {
		const entry = await super.find(path);
		return entry && asFolder(entry);
	}
}

function asFolder(entry: Entry): Entry {
	return entry.type === 'link' ? { ...entry, type: 'folder', linkTarget: null } : entry;
}

const options: DeleteOptions = {
	ifMissing: 'fail',
	trash: null,
	preview: false,
	maxDeletions: 1000,
	removeEmptyFolders: false,
};
const zoo = { kept: { 'precious.txt': 'x' }, in: { way: link('../kept'), sub: { a: '1' } } };
const stateOf = (side: MemoryEndpoint) => ({
	folders: new FolderMaker(side),
	links: new LinkSpotter(side),
});

describe('where a server shows links as folders', () => {
	it('a link is found as a link', async () => {
		const links = new LinkSpotter(new LinkHidingEndpoint(zoo));
		expect(await links.find('/in/way')).toMatchObject({ type: 'link', linkTarget: '../kept' });
		expect(await links.find('/in/sub')).toMatchObject({ type: 'folder' });
		expect(await links.find('/in/sub/a')).toMatchObject({ type: 'file' });
		expect(await links.find('/in/none')).toBeNull();
	});

	it('the folder that holds them is listed once', async () => {
		const side = new LinkHidingEndpoint(zoo);
		const links = new LinkSpotter(side);
		await Promise.all([links.find('/in/way'), links.find('/in/sub'), links.find('/in/way')]);
		expect(side.logged('list')).toEqual(['list /in']);
	});

	it('a folder that may not be listed is believed to hold no links', async () => {
		const side = new LinkHidingEndpoint(zoo);
		side.faults.fail({ operation: 'list' }, { error: memoryError('permission', '/in') });
		expect(await new LinkSpotter(side).find('/in/sub')).toMatchObject({ type: 'folder' });
	});

	it('a listing that broke is asked for again by the next one', async () => {
		const side = new LinkHidingEndpoint(zoo);
		side.faults.fail({ operation: 'list', nth: 1 }, { error: memoryError('dataChannel', '/in') });
		const links = new LinkSpotter(side);
		await expect(links.find('/in/way')).rejects.toMatchObject({ category: 'dataChannel' });
		expect(await links.find('/in/way')).toMatchObject({ type: 'link' });
	});

	it.each([true, false])(
		'deleting a link removes the link and nothing behind it (recursive %s)',
		async (recursive) => {
			const side = new LinkHidingEndpoint(zoo);
			const deleted = await deleteFolder(
				side,
				'/in/way',
				recursive,
				options,
				stateOf(side),
				testRun(),
			);
			expect(deleted).toEqual({ path: '/in/way', type: 'link', deleted: true });
			expect(dump(side.tree)).toEqual({ kept: { 'precious.txt': 'x' }, in: { sub: { a: '1' } } });
		},
	);

	it('deleting the folder that holds one leaves what is behind it', async () => {
		const side = new LinkHidingEndpoint(zoo);
		await deleteFolder(side, '/in', true, options, stateOf(side), testRun());
		expect(dump(side.tree)).toEqual({ kept: { 'precious.txt': 'x' } });
	});

	it.each(['all', 'files', 'folders'] as const)(
		'deleting many (%s) leaves what is behind it',
		async (type) => {
			const side = new LinkHidingEndpoint(zoo);
			const request = { folder: '/in', recursive: true, type, rules: noFilter, options };
			await deleteMany(side, request, new FolderMaker(side), testRun());
			expect(dump(side.tree)).toMatchObject({ kept: { 'precious.txt': 'x' } });
		},
	);
});
