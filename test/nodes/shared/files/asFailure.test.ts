import { asFailure, asOwnFailure } from '../../../../nodes/shared/files/asFailure';
import { RemoteError, type ErrorFacts } from '../../../../nodes/shared/model/RemoteError';

function failing(facts: Partial<ErrorFacts>) {
	const error = new RemoteError({
		...{ category: 'timeout', stage: 'data', message: 'm', description: 'd' },
		...facts,
	});
	return {
		error,
		work: async () => {
			throw error;
		},
	};
}

it.each([
	['a transfer', { category: 'dataChannel', stage: 'data' }],
	['a missing file', { category: 'notFound', stage: 'command' }],
	['our own disk', { category: 'protocol', stage: 'local' }],
] as const)('takes the failure of %s for the file alone', async (_, facts) => {
	const { error, work } = failing(facts);
	expect(await asOwnFailure(work)).toEqual({ failure: error });
});

it.each([
	['a stop', { category: 'cancelled', stage: 'local' }],
	['a refused login', { category: 'auth', stage: 'login' }],
	['a server that is gone', { category: 'unreachable', stage: 'connect' }],
] as const)('lets %s end the work on all files', async (_, facts) => {
	const { error, work } = failing(facts);
	await expect(asOwnFailure(work)).rejects.toBe(error);
});

it('takes any failure for a value where the actual work is done already, but no stop', async () => {
	const gone = failing({ category: 'unreachable', stage: 'connect' });
	expect(await asFailure(gone.work)).toEqual({ failure: gone.error });
	const stop = failing({ category: 'cancelled', stage: 'local' });
	await expect(asFailure(stop.work)).rejects.toBe(stop.error);
	const bug = new TypeError('a mistake of ours');
	await expect(asFailure(() => Promise.reject(bug))).rejects.toBe(bug);
});

it('gives what the work gives', async () => {
	expect(await asFailure(async () => 1)).toBe(1);
	expect(await asOwnFailure(async () => 2)).toBe(2);
});
