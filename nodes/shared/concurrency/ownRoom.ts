import type { BudgetMember } from './ConnectionBudget';

/** A pool without a budget always has room. */
export const ownRoom: BudgetMember = {
	take: () => Promise.resolve({ release: () => undefined }),
	tryTake: () => ({ release: () => undefined }),
	yields: () => false,
	leave: () => undefined,
};
