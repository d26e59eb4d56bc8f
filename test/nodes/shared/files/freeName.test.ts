import { freeName, numberedName, stampedName } from '../../../../nodes/shared/files/freeName';
import { freePath } from '../../../../nodes/shared/files/freePath';
import { MemoryEndpoint } from '../../../support/MemoryEndpoint';
import { memoryError } from '../../../support/memory/memoryError';
import { buildTree } from '../../../support/memory/treeLiteral';

const at = Date.parse('2026-01-31T12:00:00.999Z');

describe('numberedName', () => {
	it.each([
		['a.txt', 'a (1).txt'],
		['archive.tar.gz', 'archive.tar (1).gz'],
		['README', 'README (1)'],
		['.env', '.env (1)'],
		['a (1).txt', 'a (1) (1).txt'],
	])('numbers %s as %s', (name, expected) => {
		expect(numberedName(name, 1)).toBe(expected);
	});

	it.each([
		['a long name', `${'x'.repeat(255)}`],
		['a long name with an extension', `${'x'.repeat(251)}.txt`],
		['letters of three bytes', `${'語'.repeat(85)}`],
		['letters of four bytes', `${'🜁'.repeat(60)}.txt`],
		['an extension that is all of the name', `x.${'y'.repeat(253)}`],
	])('stays within 255 bytes for %s', (_, name) => {
		const numbered = numberedName(name, 12);
		expect(Buffer.byteLength(numbered)).toBeLessThanOrEqual(255);
		expect(Buffer.byteLength(numbered)).toBeGreaterThan(240);
		expect(numbered).toContain(' (12)');
		expect(Buffer.from(numbered).toString()).toBe(numbered);
	});
});

describe('stampedName', () => {
	it('puts the time before the extension', () => {
		expect(stampedName('a.txt', at)).toBe('a.20260131-120000.txt');
		expect(stampedName('folder', at)).toBe('folder.20260131-120000');
	});
});

describe('freeName', () => {
	it.each([
		[0, 'a (1).txt'],
		[1, 'a (2).txt'],
		[30, 'a (31).txt'],
		[1000, 'a (1001).txt'],
	])('comes after %d taken ones', async (taken, expected) => {
		const names = new Set(Array.from({ length: taken }, (_, i) => numberedName('a.txt', i + 1)));
		let batches = 0;
		const isTaken = async (asked: readonly string[]) => {
			batches++;
			return asked.map((name) => names.has(name));
		};
		expect(await freeName('a.txt', isTaken)).toBe(expected);
		expect(batches).toBeLessThanOrEqual(8);
	});

	it('takes no name for free that the server says nothing of', async () => {
		const silent = async () => [];
		await expect(freeName('a.txt', silent)).rejects.toThrow('No free name');
	});
});

describe('freePath', () => {
	it('believes a server that ignores case', async () => {
		const tree = buildTree({ in: { 'a.txt': '', 'A (1).TXT': '' } }, { foldsCase: true });
		expect(await freePath(new MemoryEndpoint(tree), '/in/a.txt')).toBe('/in/a (2).txt');
	});

	it('fails when the server cannot be asked', async () => {
		const side = new MemoryEndpoint();
		side.faults.fail({ operation: 'find' }, { error: memoryError('permission', '/a') });
		await expect(freePath(side, '/a')).rejects.toMatchObject({ category: 'permission' });
	});
});
