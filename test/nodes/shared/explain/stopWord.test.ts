import { withoutStopWord } from '../../../../nodes/shared/explain/stopWord';

const said = (message: string, names: readonly string[] = []) =>
	withoutStopWord({ message, description: 'Do this.' }, names);

describe('the word that n8n takes for a stopped execution', () => {
	it.each([
		['The server cancelled it', 'The server stopped it'],
		['Canceled, then CANCELLED', 'stopped, then stopped'],
		['Nothing of the kind', 'Nothing of the kind'],
	])('is another one in "%s"', (message, expected) => {
		expect(said(message)).toEqual({ message: expected, description: 'Do this.' });
	});

	it('goes to the description with the name that holds it', () => {
		expect(said('Cannot read "/canceled/a"', ['/canceled/a', '/b'])).toEqual({
			message: 'Cannot read the path named below',
			description: 'Do this. It is about "/canceled/a".',
		});
	});
});
