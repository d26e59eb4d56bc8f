import { text } from 'node:stream/consumers';
import { readFile } from '../../../../nodes/shared/files/readFile';
import { MemoryEndpoint } from '../../../support/MemoryEndpoint';
import { memoryError } from '../../../support/memory/memoryError';

const side = new MemoryEndpoint({ in: { 'a.txt': 'hello', locked: '' } });
const read = (path: string) => readFile(side, path, text, { verify: 'size' });

it('reads a file without asking for anything else', async () => {
	expect((await read('/in/a.txt')).result).toBe('hello');
	expect(side.log).toEqual(['read /in/a.txt']);
});

it('says that a folder is a folder, which servers call forbidden', async () => {
	await expect(read('/in')).rejects.toMatchObject({
		category: 'invalidInput',
		message: '/in is a folder',
		path: '/in',
	});
});

it('leaves it at forbidden for a file', async () => {
	const error = memoryError('permission', '/in/locked');
	side.faults.fail({ operation: 'read', path: '/in/locked' }, { error });
	await expect(read('/in/locked')).rejects.toMatchObject({ category: 'permission' });
});
