import { mkdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FtpServer } from './FtpServer';
import { RawClient } from './RawClient';
import type { ServerOptions } from './settings';

let server: FtpServer;
afterEach(() => server.stop());

async function login(options: ServerOptions = {}): Promise<RawClient> {
	server = await FtpServer.start(options);
	return RawClient.login(server.port);
}

const onDisk = (name: string) => join(server.root, name);

describe('files and folders', () => {
	it('keeps everybody below the root', async () => {
		const client = await login();
		symlinkSync('/etc', onDisk('out'));
		symlinkSync('nowhere', onDisk('dangling'));
		mkdirSync(onDisk('in'));
		symlinkSync('in', onDisk('inside'));
		expect(await client.ask('CWD /../..', 'PWD')).toMatch(/\n257 "\/" /);
		expect(await client.ask('CWD /out', 'SIZE /out/passwd', 'STOR /out/x', 'CWD /inside')).toMatch(
			/^550.*\n550.*\n550.*\n250/,
		);
		const listing = (await client.fetch('LIST -a /')).data.toString();
		expect(listing).toMatch(/^l.* out -> \/etc\r$/m);
		expect((await client.fetch('MLSD /')).data.toString()).toMatch(
			/type=OS.unix=slink:\/etc;.* out\r/,
		);
		expect(await client.ask('DELE /out', 'DELE /dangling')).toMatch(/^250.*\n250/);
	});

	it('reads and sets times in every way', async () => {
		const client = await login({ mdtmWrites: true });
		writeFileSync(onDisk('a b'), '');
		expect(await client.ask('MFMT 20200229120000 /a b', 'MDTM /a b')).toMatch(
			/\n213 20200229120000$/,
		);
		expect(await client.ask('MDTM 20210101000000 /a b', 'MDTM /a b')).toMatch(
			/\n213 20210101000000$/,
		);
		expect(await client.ask('SITE UTIME 20220101000000 /a b', 'MDTM /a b')).toMatch(
			/\n213 20220101000000$/,
		);
		expect(await client.ask('SITE CHMOD 600 /a b')).toMatch(/^200/);
		expect(await client.ask('MLST /a b')).toMatch(
			/modify=20220101000000;.*UNIX.mode=0600;.* \/a b\n/,
		);
	});

	it('tells times in its zone and by its clock', async () => {
		const client = await login({ timeZoneMinutes: 90, clockOffsetMs: 60_000 });
		writeFileSync(onDisk('a'), '');
		utimesSync(onDisk('a'), 1_000_000_000, 1_000_000_000);
		expect(await client.ask('MDTM /a')).toBe('213 20010909014740');
		expect((await client.fetch('LIST')).data.toString()).toMatch(/ Sep  9  2001 a\r\n$/);
		server.settings.listing = 'dos';
		expect((await client.fetch('LIST')).data.toString()).toBe(
			'09-09-01  03:17AM                    0 a\r\n',
		);
	});

	it('hides dot files from LIST without -a, or takes -a for a name', async () => {
		const client = await login();
		writeFileSync(onDisk('.hidden'), '');
		expect((await client.fetch('NLST')).data.toString()).toBe('');
		expect((await client.fetch('LIST -a')).data.toString()).toMatch(
			/ \.\r\n.* \.\.\r\n.* \.hidden\r\n$/,
		);
		server.settings.listArgument = 'name';
		expect((await client.fetch('LIST -a')).reply).toBe('550 No such file or folder');
	});

	it('takes brackets for patterns where globbing is on', async () => {
		const client = await login();
		mkdirSync(onDisk('[a]'));
		writeFileSync(onDisk('[a]/x'), '');
		expect((await client.fetch('NLST /[a]')).data.toString()).toBe('x\r\n');
		server.settings.globbing = true;
		expect((await client.fetch('NLST /[a]')).data.toString()).toBe('');
	});

	it('lists a missing folder as a refusal or as empty', async () => {
		const client = await login();
		expect((await client.fetch('MLSD /none')).reply).toMatch(/^550/);
		server.settings.missingFolder = 'empty';
		expect((await client.fetch('MLSD /none')).reply).toMatch(/^226/);
	});

	it.each([
		['utf8', 'ä', '\xc3\xa4'],
		['latin1', 'ä', '\xe4'],
		['shift_jis', '表', '\x95\x5c'],
	])('speaks %s on the wire', async (encoding, name, wire) => {
		const client = await login({ encoding });
		expect(await client.store(`STOR /${wire}`, 'x')).toMatch(/^226/);
		expect(readFileSync(onDisk(name), 'latin1')).toBe('x');
		expect((await client.fetch('NLST')).data.toString('latin1')).toBe(`${wire}\r\n`);
		expect(server.commands('STOR')).toEqual([`STOR /${name}`]);
		expect((await client.ask('FEAT')).includes(' UTF8')).toBe(encoding === 'utf8');
	});

	it('gives back bytes that are no UTF-8', async () => {
		const client = await login();
		await client.store('STOR /\xe4\xff', 'x');
		expect((await client.fetch('NLST')).data.toString('latin1')).toBe('\xe4\xff\r\n');
		expect(await client.ask('SIZE /\xe4\xff')).toBe('213 1');
	});

	it('leaves out facts and features that nobody wants', async () => {
		const client = await login({ off: ['MDTM', 'EPSV'] });
		expect(await client.ask('OPTS MLST type;size;')).toBe('200 MLST OPTS type;size;');
		expect(await client.ask('MLST /')).toBe('250-Listing\n type=dir; /\n250 End');
		const features = await client.ask('FEAT');
		expect(features).toContain(' MLST type*;size*;modify;');
		expect(features).not.toMatch(/MDTM|EPSV/);
		expect(await client.ask('EPSV')).toBe('500 Unknown command');
	});

	it('hashes files where it is told to', async () => {
		const client = await login({ hashes: ['HASH', 'XCRC', 'XMD5'] });
		writeFileSync(onDisk('a'), '123456789');
		expect(await client.ask('XCRC /a', 'XMD5 "/a"', 'OPTS HASH SHA-1', 'HASH /a', 'XSHA1 /a')).toBe(
			[
				'250 CBF43926',
				'250 25F9E794323B453885F5181F1B624D0B',
				'200 SHA-1',
				'213 SHA-1 0-9 f7c3bc1d808e04732adf679965ccc34ca7ae3441 /a',
				'500 Unknown command',
			].join('\n'),
		);
	});
});
