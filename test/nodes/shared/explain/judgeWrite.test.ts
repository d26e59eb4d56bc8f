import { judgeWrite } from '../../../../nodes/shared/explain/judgeWrite';
import type { WriteAbilities } from '../../../../nodes/shared/explain/StageSeen';

const write = { stage: 'write', wrote: 10, arrived: 10, renamed: true, deleted: true } as const;
const all: WriteAbilities = {
	...{ readBack: true, renameOver: true, resumeUpload: true, timeCommand: 'MFMT' },
	...{ hashes: [], uploadMs: 3, downloadMs: 2 },
};

it.each<[string, object, Partial<WriteAbilities>, 'ok' | 'warning', RegExp]>([
	['everything', {}, {}, 'ok', /^$/],
	['other bytes', {}, { readBack: false }, 'warning', /did not come back/],
	['no rename', { renamed: false }, {}, 'warning', /write mode Direct/],
	['no deletion', { deleted: false }, {}, 'warning', /left behind/],
	[
		'a drop box',
		{ deleted: false, renamed: false },
		{ readBack: false },
		'warning',
		/Drop boxes forbid.*Direct.*left behind/,
	],
	['no size', { arrived: null }, {}, 'ok', /^$/],
	['no rename over a file', {}, { renameOver: false }, 'ok', /sets the old one aside/],
	['no REST', {}, { resumeUpload: false }, 'ok', /begins anew/],
	['no time', {}, { timeCommand: null }, 'ok', /time of their upload/],
])('judges %s', (_title, seen, abilities, status, hint) => {
	const judged = judgeWrite({ ...write, ...seen, abilities: { ...all, ...abilities } });
	expect(judged).toEqual({ status, hint: expect.stringMatching(hint) });
});
