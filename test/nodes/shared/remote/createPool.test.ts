import { lookup } from 'node:dns/promises';
import { withRemote } from './withRemote';

jest.mock('node:dns/promises', () => ({
	...jest.requireActual<object>('node:dns/promises'),
	lookup: jest.fn(),
}));

it.each(['ENOTFOUND', 'EAI_AGAIN'])(
	'asks once more for a name that gives %s, and no more',
	async (code) => {
		const looked = jest.mocked(lookup) as unknown as jest.Mock;
		looked.mockReset();
		looked.mockRejectedValue(Object.assign(new Error(code), { code }));
		const settings = { host: 'nowhere.example', retries: 5, retryDelayMs: 0 };
		await withRemote({ settings }, async ({ endpoint }) => {
			await expect(endpoint.list('/')).rejects.toMatchObject({
				...{ category: 'dns', retryable: true, stage: 'resolve', attempts: 2 },
			});
		});
		expect(looked).toHaveBeenCalledTimes(2);
	},
);
