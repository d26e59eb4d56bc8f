import { mlsdLine } from '../../../../nodes/shared/listing/mlsdLine';

describe('mlsdLine', () => {
	it.each([
		['a leading blank', 'type=file;  a', ' a'],
		['a trailing blank', 'type=file; a ', 'a '],
		['a semicolon and an equals sign', 'type=file; a=b; c', 'a=b; c'],
		['a tab', 'type=file; \ta', '\ta'],
	])('keeps a name with %s', (_, line, name) => {
		expect(mlsdLine(line)).toMatchObject({ name });
	});

	it('reads facts whatever their case and order, and passes over others', () => {
		const line =
			'MODIFY=20240131120000.5;Perm=r;SIZE=5000000000;uniQue=x;UNIX.mode=0644;unix.OwnerName=jo;UNIX.owner=7;UNIX.gid=8;TYPE=FILE; x';
		expect(mlsdLine(line)).toEqual({
			name: 'x',
			type: 'file',
			size: 5_000_000_000,
			modifiedMs: Date.UTC(2024, 0, 31, 12, 0, 0, 500),
			precision: 'second',
			permissions: '0644',
			owner: 'jo',
			group: '8',
			linkTarget: null,
		});
	});

	it.each([
		['type=OS.unix=slink:/a/b;size=4; x', '/a/b'],
		['type=OS.unix=slink:/a b;size=4; x', '/a b'],
		['type=OS.unix=slink:; x', null],
		['type=OS.unix=slink; x', null],
		['type=OS.UNIX=symlink;size=4; x', null],
	])('reads the link %s', (line, linkTarget) => {
		expect(mlsdLine(line)).toMatchObject({ name: 'x', type: 'link', size: null, linkTarget });
	});

	it('reads names of owners and groups with blanks (ProFTPD with LDAP)', () => {
		const line = 'type=file;UNIX.groupname=domain users;UNIX.ownername=a b;size=3; x y';
		expect(mlsdLine(line)).toMatchObject({
			name: 'x y',
			owner: 'a b',
			group: 'domain users',
			size: 3,
		});
	});

	it('reads lines of old drafts without the last semicolon', () => {
		expect(mlsdLine('type=file;size=3 x; y')).toMatchObject({ name: 'x; y', size: 3 });
	});

	it.each(['type=cdir; /here', 'type=pdir; ..', 'type=dir; .', 'type=dir; ..'])(
		'leaves out %s',
		(line) => expect(mlsdLine(line)).toBe('ignored'),
	);

	it('gives devices no size, and folders neither', () => {
		expect(mlsdLine('type=OS.unix=chr-13/29;size=0; x')).toMatchObject({
			type: 'file',
			size: null,
		});
		expect(mlsdLine('type=dir;sizd=4096;size=4096; x')).toMatchObject({
			type: 'folder',
			size: null,
		});
	});

	it('knows folder and file without a type by the facts that only one of them has', () => {
		expect(mlsdLine('sizd=4096; x')).toMatchObject({ type: 'folder' });
		expect(mlsdLine('size=4096; x')).toMatchObject({ type: 'file', size: 4096 });
	});

	it.each([
		['unique=802U1066013B', '802U1066013B'],
		['unique=fe00g10', 'fe00g10'],
		// Python on Windows has no inodes.
		['unique=0g0', null],
		['unique=fe00g0', null],
		['unique=0', null],
		['unique=', null],
		['perm=el', null],
	])('knows a folder by %s', (fact, id) => {
		expect(mlsdLine(`type=dir;${fact}; x`)).toMatchObject({ id });
		const self = id === null ? 'ignored' : { self: 'folder', id };
		expect(mlsdLine(`type=cdir;${fact}; .`)).toEqual(self);
		const parent = id === null ? 'ignored' : { self: 'parent', id };
		expect(mlsdLine(`type=pdir;${fact}; ..`)).toEqual(parent);
	});

	it.each([
		['adfr', true],
		['adfrw', true],
		['flcdmpe', false],
		['el', false],
		['', false],
		// A server that writes all letters for everything.
		['acdeflmprw', false],
		['df', false],
	])('takes the rights "%s" of a folder for those of a file: %p', (perm, odd) => {
		expect(mlsdLine(`type=dir;perm=${perm}; x`)).toMatchObject({ odd });
	});

	it('leaves the time open where it cannot be read', () => {
		expect(mlsdLine('type=file;modify=20249931; x')).toMatchObject({
			modifiedMs: null,
			precision: 'none',
		});
	});

	it.each([
		'',
		' x',
		'x',
		'type=file;',
		'type=file; ',
		'UNIX.mode=0644; x',
		'type=odd; x',
		'type=file;oops; x',
	])('does not understand %j', (line) => expect(mlsdLine(line)).toBeNull());
});
