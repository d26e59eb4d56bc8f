import type { StageJudgement } from './judgeStage';
import type { StageSeen, WriteAbilities } from './StageSeen';

/** Says what the write probe has shown of uploads, worst first. */
export function judgeWrite(seen: Extract<StageSeen, { stage: 'write' }>): StageJudgement {
	const problems = problemsOf(seen);
	if (problems.length > 0) return { status: 'warning', hint: problems.join(' ') };
	const missing = seen.abilities === undefined ? [] : missingOf(seen.abilities);
	return { status: 'ok', hint: missing.join(' ') };
}

function problemsOf({
	renamed,
	deleted,
	abilities,
}: Extract<StageSeen, { stage: 'write' }>): string[] {
	return [
		abilities?.readBack === false
			? 'The file did not come back as it was sent, or may not be read. Drop boxes forbid reading; otherwise something between changes files.'
			: '',
		renamed ? '' : 'Files cannot be renamed here: upload with the write mode Direct.',
		deleted ? '' : 'Files cannot be deleted here; the probe file was left behind.',
	].filter((text) => text !== '');
}

/** What works in another way, and what that means. */
function missingOf({ renameOver, resumeUpload, timeCommand }: WriteAbilities): string[] {
	return [
		renameOver
			? ''
			: 'An existing file is not replaced by a rename, so n8n sets the old one aside first.',
		resumeUpload ? '' : 'An upload that was cut begins anew, because REST does not work for it.',
		timeCommand === null
			? 'Clients cannot set the modified time, so uploaded files carry the time of their upload.'
			: '',
	].filter((text) => text !== '');
}
