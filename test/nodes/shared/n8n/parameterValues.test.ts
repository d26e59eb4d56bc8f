import { collectionValues, parameterValues } from '../../../../nodes/shared/n8n/parameterValues';
import { formOf } from '../../../support/formOf';

describe('the values of a form', () => {
	const form = formOf({ limit: 5, recursive: false, options: { sortBy: 'size' }, filters: 'none' });

	it('are read by name, empty where a field is hidden', () => {
		expect(parameterValues(form, ['limit', 'recursive', 'hidden'], 0)).toEqual({
			limit: 5,
			recursive: false,
			hidden: '',
		});
	});

	it.each([
		['options', { sortBy: 'size' }],
		['hidden', {}],
		['filters', {}],
	])('of the collection "%s" are what was added', (name, expected) => {
		expect(collectionValues(form, name, 0)).toEqual(expected);
	});
});
