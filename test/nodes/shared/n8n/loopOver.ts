import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Endpoint } from '../../../../nodes/shared/model/Endpoint';
import {
	forEachItem,
	type ItemLoop,
	type ItemSteps,
} from '../../../../nodes/shared/n8n/forEachItem';

type Steps = ItemSteps<IDataObject, IDataObject>;

/** Items named by their json; `work` does what a test says. */
export function loopOver(items: readonly IDataObject[], options: Partial<ItemLoop> = {}) {
	const context = {
		getInputData: () => items.map((json) => ({ json })),
		getNode: () => ({ name: 'Node' }),
	} as unknown as IExecuteFunctions;
	const signal = options.run?.signal ?? new AbortController().signal;
	const loop: ItemLoop = {
		continueOnFail: false,
		run: { signal } as ItemLoop['run'],
		open: async () => ({ parallel: 3 }) as Endpoint,
		...options,
	};
	return async (steps: Partial<Steps> & Pick<Steps, 'work'>) =>
		await forEachItem<IDataObject, IDataObject>(context, loop, {
			read: (index) => items[index] ?? {},
			output: (json) => [{ json }],
			...steps,
		});
}

/** So many items, numbered from 0. */
export const numbered = (count: number) => Array.from({ length: count }, (_, i) => ({ i }));
