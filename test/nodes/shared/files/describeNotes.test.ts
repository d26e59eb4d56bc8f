import { describeNotes } from '../../../../nodes/shared/files/describeNotes';

const note = (kind: 'unknownLine' | 'unsafeName', text: string) =>
	({ kind, folder: '/in', text }) as const;

describe('describeNotes', () => {
	it('says nothing when all was understood', () => {
		expect(describeNotes({ notes: [], incomplete: new Map() })).toEqual([]);
	});

	it('counts and quotes each kind', () => {
		const notes = [
			...['a', 'b', 'c', 'd'].map((text) => note('unknownLine', text)),
			note('unsafeName', '../x'),
		];
		expect(describeNotes({ notes, incomplete: new Map([['/in', 'told already']]) })).toEqual([
			'4 lines of folder listings were not understood: "a" in /in, "b" in /in, "c" in /in and 1 more',
			'1 name cannot be part of a path: "../x" in /in',
		]);
	});

	it('names folders that were not read', () => {
		expect(describeNotes({ notes: [], incomplete: new Map([['/in', 'no rights']]) })).toEqual([
			'1 folder was not wholly read: /in (no rights)',
		]);
	});
});
