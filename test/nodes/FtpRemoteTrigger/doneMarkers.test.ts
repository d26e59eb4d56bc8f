import { doneMarkers } from '../../../nodes/FtpRemoteTrigger/doneMarkers';

describe('a done file', () => {
	it.each<[string, readonly string[], boolean]>([
		['*.done', ['orders.csv.done', 'orders.done'], false],
		['.done', ['orders.csv.done', 'orders.done'], false],
		[' {name}.done ', ['orders.csv.done'], false],
		['{base}.done', ['orders.done'], false],
		['done_*', ['done_orders.csv', 'done_orders'], false],
		['_SUCCESS', ['_SUCCESS'], true],
	])('"%s" stands for a file', (pattern, markers, shared) => {
		const found = doneMarkers(pattern);
		expect(found?.markersOf('orders.csv')).toEqual(markers);
		expect(found?.shared).toBe(shared);
		for (const marker of markers) expect(found?.isMarker(marker)).toBe(true);
		expect(found?.isMarker('orders.csv')).toBe(false);
	});

	it('is named once for a file without extension', () => {
		expect(doneMarkers('*.done')?.markersOf('orders')).toEqual(['orders.done']);
	});

	it('is not the text around the name alone', () => {
		expect(doneMarkers('*.done')?.isMarker('.done')).toBe(false);
	});

	it.each(['', '  ', '*', '{name}', '{base}', '*.*', 'a/*.done', '*\n.done'])(
		'cannot be called "%s"',
		(pattern) => {
			expect(doneMarkers(pattern)).toBeNull();
		},
	);
});
