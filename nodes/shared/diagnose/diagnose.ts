import type { RunContext } from '../model/RunContext';
import type { RemoteSettings } from '../remote/settings';
import { blameAddress } from './blameAddress';
import { conclude } from './conclude';
import type { DiagnoseOptions } from './DiagnoseOptions';
import type { Diagnosis } from './Diagnosis';
import { findAlternative, type Alternative } from './findAlternative';
import { ProbeFiles } from './ProbeFiles';
import { probeAddresses } from './probeAddresses';
import { removeLeftovers } from './removeLeftovers';
import { StageRecorder } from './StageRecorder';
import { visit, type Visited } from './visit';

/**
 * Says what is wrong with a connection and what to change: goes through its stages once, looks for settings that work
 * where these do not, and puts it all into words. A refused password is sent once.
 * @throws RemoteError for settings that cannot be right; the signal's reason when the run is stopped
 */
export async function diagnose(
	settings: RemoteSettings,
	run: RunContext,
	options: DiagnoseOptions,
): Promise<Diagnosis> {
	const began = performance.now();
	const recorder = new StageRecorder();
	const files = new ProbeFiles(run.random);
	let visited: Visited;
	let found: Alternative = { worked: undefined };
	try {
		visited = await visit(settings, run, recorder, files, options);
		const { failure } = recorder;
		if (failure && options.tryAlternatives)
			found = await findAlternative(settings, failure, visited.epsvFailed, run, options);
		if (failure && found.command) {
			recorder.forget('dataChannel');
			const again = { passive: found.command, ofEpsv: failure.error.message };
			visited = await visit(settings, run, recorder, files, options, again);
		} else if (failure?.stage === 'dataChannel') {
			recorder.failed('dataChannel', blameAddress(failure.error, settings, found.worked));
		}
		await lookAtOtherAddresses(settings, run, recorder, visited);
	} finally {
		await removeLeftovers(settings, files, run);
	}
	const durationMs = Math.round(performance.now() - began);
	return conclude(settings, recorder, options, found, visited, durationMs);
}

/** A host with several addresses is as good as its worst: which one a connection gets is chance. */
async function lookAtOtherAddresses(
	settings: RemoteSettings,
	run: RunContext,
	recorder: StageRecorder,
	{ facts }: Visited,
): Promise<void> {
	const known = [facts.address, ...(facts.failedAddresses ?? []).map(({ address }) => address)];
	const others = (facts.addresses ?? []).filter((address) => !known.includes(address));
	const connected = recorder.outcomes().find(({ stage }) => stage === 'connect')?.seen;
	if (others.length === 0 || connected?.stage !== 'connect') return;
	const failed = [
		...connected.failed,
		...(await recorder.time('connect', async () => {
			return await probeAddresses(settings, others, run.signal);
		})),
	];
	const { address, port } = connected;
	recorder.passed({
		seen: { ...connected, failed },
		facts: { localAddress: facts.localAddress ?? null },
		more: { address, port, failedAddresses: failed },
	});
}
