import * as fc from 'fast-check';
import { compileFilter, noFilter } from '../../../../nodes/shared/model/EntryFilter';
import { deletePlanned } from '../../../../nodes/shared/files/deletePlanned';
import { planSelection } from '../../../../nodes/shared/files/planDeletion';
import { walk, wholeTree } from '../../../../nodes/shared/files/walk';
import { MemoryEndpoint } from '../../../support/MemoryEndpoint';
import { testRun } from '../../../support/memory/testRun';
import type { TreeLiteral } from '../../../support/memory/treeLiteral';

const name = fc.constantFrom('a', 'b', 'c.x', 'keep', '.hid');
const { tree: anyTree } = fc.letrec<{ tree: TreeLiteral }>((tie) => ({
	tree: fc.dictionary(name, fc.oneof({ depthSize: 'small' }, fc.constant('text'), tie('tree')), {
		maxKeys: 4,
	}),
}));
const globs = fc.uniqueArray(fc.constantFrom('a', 'b', '*.x', 'a/**', 'keep', '**/b', '/c.x'), {
	maxLength: 2,
});
const type = fc.constantFrom('all', 'files', 'folders');

async function pathsOf(side: MemoryEndpoint): Promise<string[]> {
	return [...(await walk(side, '/', wholeTree, testRun())).entries.keys()];
}

describe('planSelection', () => {
	it('deletes exactly what it names, and nothing that the rules protect, in any tree', async () => {
		await fc.assert(
			fc.asyncProperty(
				anyTree,
				globs,
				globs,
				fc.boolean(),
				type,
				async (literal, include, exclude, includeHidden, wanted) => {
					const side = new MemoryEndpoint(literal);
					const rules = { ...noFilter, include, exclude, includeHidden };
					const tree = await walk(side, '/', wholeTree, testRun());
					const plan = planSelection(tree, rules, wanted, Infinity, () => false);
					await deletePlanned(side, plan, testRun());

					const named = new Set([...plan.files, ...plan.folders].map(({ path }) => path));
					const before = [...tree.entries.keys()];
					expect(await pathsOf(side)).toEqual(before.filter((path) => !named.has(path)));
					const protectedFrom = compileFilter({ ...rules, include: [] });
					for (const entry of [...plan.files, ...plan.folders]) {
						expect(protectedFrom.matches(entry, entry.path.slice(1))).toBe(true);
					}
				},
			),
		);
	});

	it('names each chosen entry that nothing keeps', async () => {
		await fc.assert(
			fc.asyncProperty(anyTree, globs, async (literal, include) => {
				const tree = await walk(new MemoryEndpoint(literal), '/', wholeTree, testRun());
				const plan = planSelection(tree, { ...noFilter, include }, 'all', Infinity, () => false);
				const { matches } = compileFilter({ ...noFilter, include });
				const chosen = [...tree.entries.values()].filter((entry) =>
					matches(entry, entry.path.slice(1)),
				);
				const named = new Set(
					[...plan.files, ...plan.folders, ...plan.kept].map(({ path }) => path),
				);
				expect(chosen.filter(({ path }) => !named.has(path))).toEqual([]);
				expect(plan.kept).toEqual([]);
			}),
		);
	});
});
