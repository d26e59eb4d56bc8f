import type { StageJudgement } from './judgeStage';
import type { StageSeen, WriteAbilities } from './StageSeen';

/** Says what the write probe has shown of uploads, worst first. */
export function judgeWrite(seen: Extract<StageSeen, { stage: 'write' }>): StageJudgement {
	const problem = problemOf(seen);
	if (problem !== null) return { status: 'warning', hint: problem };
	const missing = seen.abilities === undefined ? [] : missingOf(seen.abilities);
	return { status: 'ok', hint: missing.join(' ') };
}

function problemOf({
	wrote,
	arrived,
	renamed,
	deleted,
	abilities,
}: Extract<StageSeen, { stage: 'write' }>): string | null {
	if (arrived === 0 && wrote > 0)
		return "The file was created, but holds zero bytes: a firewall blocks the data ports. Ask the server's administrator which passive ports are configured and have the whole range opened.";
	if (arrived !== null && arrived !== wrote)
		return `${arrived} of ${wrote} bytes arrived. Something between changes or cuts files.`;
	if (abilities?.readBack === false)
		return 'The file did not come back as it was sent, or may not be read. Drop boxes forbid reading; otherwise something between changes files.';
	if (!renamed) return 'Files cannot be renamed here: upload with the write mode Direct.';
	if (!deleted) return 'Files cannot be deleted here; the probe file was left behind.';
	return null;
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
