import { writeMarker } from '../../../../nodes/shared/files/writeMarker';
import { MemoryEndpoint } from '../../../support/MemoryEndpoint';
import { dump } from '../../../support/memory/treeLiteral';

it('writes an empty file in place, also over an older marker', async () => {
	const side = new MemoryEndpoint({ 'a.done': 'older' });
	await writeMarker(side, '/a.done');
	expect(side.logged('write')).toEqual(['write /a.done direct']);
	expect(dump(side.tree)).toEqual({ 'a.done': '' });
});
