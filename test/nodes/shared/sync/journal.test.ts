import { encodeLine, foldJournal, type JournalLine } from '../../../../nodes/shared/sync/journal';
import { decodeState, encodeState } from '../../../../nodes/shared/sync/stateLines';
import {
	freshState,
	type FileRecord,
	type PairRecord,
	type SyncState,
} from '../../../../nodes/shared/sync/SyncState';

const record: FileRecord = {
	type: 'file',
	remotePath: 'B\n"ü".txt',
	local: { size: 1, modified: 1700000000123, precision: 'second', unsure: null },
	remote: { size: null, modified: null, precision: 'none', unsure: 'read' },
	sha256: 'aa',
};
const state: SyncState = {
	pairId: 'p',
	whole: true,
	records: new Map<string, PairRecord>([
		['a/b.txt', record],
		['a', { type: 'folder', remotePath: null }],
		['c', { ...record, local: null, remotePath: null }],
	]),
	pending: [{ key: 'c', side: 'local', temporary: '/.abcdefgh.c.part' }],
};

describe('the lines of a state', () => {
	it('give back what was written', () => {
		const lines = [...encodeState(state)];
		expect(lines.every((line) => !line.includes('\n'))).toBe(true);
		expect(decodeState(lines, 'p')).toEqual(state);
	});

	it.each([
		['of another pair', [...encodeState(state)], 'q'],
		['of a later version', [JSON.stringify({ version: 99, pairId: 'p' })], 'p'],
		['that are torn at the beginning', ['{"vers', ...[...encodeState(state)].slice(1)], 'p'],
		['that are none', [], 'p'],
	])('%s count as no state', (_, lines, pairId) => {
		expect(decodeState(lines, pairId)).toBeNull();
	});

	it.each([
		'',
		'{',
		'[]',
		'["x"]',
		'["x","f",null,null,[1],null]',
		'["x","q",null]',
		'[1,"d",null]',
		'["x","f",null,null,[1,"2",0,0],null]',
		'["x","f",null,null,[1,2,9,0],null]',
	])('that cannot be read are passed over: %s', (line) => {
		expect(decodeState([...encodeState(freshState('p')), line], 'p')?.records.size).toBe(0);
	});
});

describe('the journal', () => {
	const lines: readonly JournalLine[] = [
		{ begin: { key: 'x', side: 'remote', temporary: '/.1.part' } },
		{ begin: { key: 'y', side: 'remote', temporary: '/.2.part' } },
		{ record, key: 'x', ended: ['/.1.part'] },
		{ forget: 'c' },
		{ end: '/.abcdefgh.c.part' },
	];

	it('is folded into the state', () => {
		const folded = foldJournal(state, lines.map(encodeLine));
		expect([...folded.records.keys()]).toEqual(['a/b.txt', 'a', 'x']);
		expect(folded.records.get('x')).toEqual(record);
		expect(folded.pending).toEqual([{ key: 'y', side: 'remote', temporary: '/.2.part' }]);
	});

	it('loses only its last line when the process is killed in it', () => {
		const text = lines.map(encodeLine);
		for (let length = 0; length < (text[2]?.length ?? 0); length++) {
			const torn = [...text.slice(0, 2), text[2]?.slice(0, length) ?? ''];
			expect(foldJournal(state, torn).pending).toHaveLength(3);
		}
	});

	it('does no harm when it is folded into the state that it has led to', () => {
		const once = foldJournal(state, lines.map(encodeLine));
		expect(foldJournal(once, lines.map(encodeLine))).toEqual(once);
	});
});
