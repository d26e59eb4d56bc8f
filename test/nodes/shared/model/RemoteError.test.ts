import { retryableByCategory, type Category } from '../../../../nodes/shared/model/category';
import {
	isCategory,
	RemoteError,
	type ErrorFacts,
} from '../../../../nodes/shared/model/RemoteError';

const facts: ErrorFacts = {
	category: 'notFound',
	stage: 'command',
	message: 'There is no /a',
	description: 'Check the path.',
	ftpCode: 550,
	ftpReply: '550 No such file',
	path: '/a',
	attempts: 2,
	data: { counts: 1 },
	cause: new Error('below'),
};

describe('RemoteError', () => {
	it('carries every fact', () => {
		const error = new RemoteError(facts);
		expect(error).toBeInstanceOf(Error);
		expect({ ...error, message: error.message, cause: error.cause }).toEqual({
			...facts,
			name: 'RemoteError',
			retryable: false,
		});
	});

	it('fills what is not known', () => {
		const { category, stage, message, description } = facts;
		expect(new RemoteError({ category, stage, message, description })).toMatchObject({
			ftpCode: null,
			ftpReply: null,
			path: null,
			attempts: 1,
			data: undefined,
		});
	});

	it('is retryable exactly where trying again can help', () => {
		const retryable = (Object.keys(retryableByCategory) as Category[]).filter(
			(category) => new RemoteError({ ...facts, category }).retryable,
		);
		expect(retryable.sort()).toEqual([
			'connectionLost',
			'dataChannel',
			'dns',
			'integrity',
			'timeout',
			'tooManyConnections',
			'unreachable',
		]);
	});

	it('is changed as a copy, and decides anew whether to retry', () => {
		const error = new RemoteError(facts);
		const changed = error.with({ category: 'timeout', attempts: 3 });
		expect(changed).toMatchObject({
			category: 'timeout',
			retryable: true,
			attempts: 3,
			path: '/a',
			ftpCode: 550,
		});
		expect(changed.cause).toBe(error.cause);
		expect(error).toMatchObject({ category: 'notFound', retryable: false, attempts: 2 });
	});

	it('can be emptied of a fact', () => {
		expect(new RemoteError(facts).with({ path: null, ftpReply: null })).toMatchObject({
			path: null,
			ftpReply: null,
		});
	});

	it.each<[unknown, Category[], boolean]>([
		[new RemoteError(facts), ['notFound'], true],
		[new RemoteError(facts), ['timeout', 'notFound'], true],
		[new RemoteError(facts), ['timeout'], false],
		[{ category: 'notFound' }, ['notFound'], false],
		[null, ['notFound'], false],
	])('%p is one of %p: %p', (error, categories, expected) => {
		expect(isCategory(error, ...categories)).toBe(expected);
	});
});
