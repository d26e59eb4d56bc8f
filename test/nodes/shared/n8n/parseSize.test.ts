import { parseSize } from '../../../../nodes/shared/n8n/parseSize';

it.each([
	['', null],
	[null, null],
	[undefined, null],
	[0, 0],
	['0', 0],
	[1500, 1500],
	['1500', 1500],
	['10 MB', 10_000_000],
	['10MB', 10_000_000],
	['1.5 kB', 1500],
	['1 KiB', 1024],
	['2 gib', 2 * 1024 ** 3],
	['3 T', 3e12],
	[' 7 b ', 7],
])('reads %p as %p', (value, bytes) => {
	expect(parseSize(value, 'Min Size')).toBe(bytes);
});

it.each([[-1], ['-1'], ['ten'], ['10 parsecs'], ['1,5 MB'], [NaN], [{}], [true], ['MB']])(
	'refuses %p',
	(value) => {
		expect(() => parseSize(value, 'Min Size')).toThrow(/^Min Size is ".*", which is no size$/);
	},
);
