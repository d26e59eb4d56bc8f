import { diagnose } from '../shared/diagnose/diagnose';
import type { Diagnosis } from '../shared/diagnose/Diagnosis';
import { RemoteError } from '../shared/model/RemoteError';
import type { CheckRequest } from './fields';

/** What one request found, and how it is to be shown. */
export interface Checked {
	readonly operation: CheckRequest['operation'];
	readonly diagnosis: Diagnosis;
}

/** @throws RemoteError for a verdict other than `ok` where that was asked for, and for settings that cannot be right */
export async function checkConnection(
	{ operation, failWhenNotOk, options }: CheckRequest,
	settings: Parameters<typeof diagnose>[0],
	run: Parameters<typeof diagnose>[1],
): Promise<Checked> {
	const diagnosis = await diagnose(settings, run, options);
	if (failWhenNotOk && diagnosis.verdict !== 'ok') throw notOk(diagnosis);
	return { operation, diagnosis };
}

/** The failure of the stage, in the words of the verdict. */
function notOk({ verdict, explanation, hint, suggestedSettings, error }: Diagnosis): RemoteError {
	const texts = {
		message: explanation.replace(/\.$/, ''),
		description: hint,
		data: { ...error?.data, verdict, suggestedSettings },
	};
	return (
		error?.with(texts) ?? new RemoteError({ category: 'protocol', stage: 'listing', ...texts })
	);
}
