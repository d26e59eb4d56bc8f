import { missing } from '../../../../nodes/shared/files/missing';
import { skipMissing } from '../../../../nodes/shared/files/skipMissing';

const nothingThere = async () => {
	throw missing('/a');
};

it('takes a missing path for skipped where that is the rule', async () => {
	expect(await skipMissing('/a', 'skip', nothingThere)).toEqual({ path: '/a', skipped: true });
	await expect(skipMissing('/a', 'fail', nothingThere)).rejects.toMatchObject({
		category: 'notFound',
	});
});

it('lets other failures and results pass', async () => {
	const broken = () => Promise.reject(new Error('broken'));
	await expect(skipMissing('/a', 'skip', broken)).rejects.toThrow('broken');
	expect(await skipMissing('/a', 'skip', async () => 5)).toBe(5);
});
