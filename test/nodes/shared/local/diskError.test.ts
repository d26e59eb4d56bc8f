import { diskError } from '../../../../nodes/shared/local/diskError';
import { RemoteError } from '../../../../nodes/shared/model/RemoteError';

const failed = (code: string) => Object.assign(new Error(`${code}: it says so`), { code });

describe('what a disk refuses', () => {
	it.each([
		['ENOENT', 'read', 'notFound', 'it does not exist'],
		['ENOENT', 'write', 'notFound', 'the folder that should hold it does not exist'],
		['ENOTDIR', 'read', 'notFound', 'a part of its path is no folder'],
		['EACCES', 'write', 'permission', 'the system does not permit it'],
		['EPERM', 'delete', 'permission', 'the system does not permit it'],
		['EROFS', 'write', 'permission', 'the system does not permit it'],
		['ENOSPC', 'write', 'quota', 'the disk is full'],
		['EDQUOT', 'write', 'quota', 'the disk is full'],
		['EEXIST', 'move', 'alreadyExists', 'something of that name is there already'],
		['EISDIR', 'write', 'alreadyExists', 'a folder of that name is there already'],
		['ENOTEMPTY', 'delete', 'notEmpty', 'the folder is not empty'],
		['ELOOP', 'list', 'permission', 'there is a symbolic link on the way'],
		['ENAMETOOLONG', 'write', 'invalidInput', 'the disk does not take this name'],
		['EIO', 'read', 'permission', 'EIO: it says so'],
	] as const)('%s is told in words when it meets %s', (code, action, category, what) => {
		expect(diskError(failed(code), action, '/a b.txt')).toMatchObject({
			category,
			stage: 'local',
			path: '/a b.txt',
			message: `Cannot ${action} "/a b.txt" in the local folder: ${what}`,
		});
	});

	it('is left as it is when it is told already', () => {
		const told = new RemoteError({
			...{ category: 'guard', stage: 'local', message: 'm', description: 'd' },
		});
		expect(diskError(told, 'read', '/')).toBe(told);
	});

	it('may be anything that was thrown', () => {
		expect(diskError('odd', 'read', '/a').message).toContain('odd');
	});
});
