import type { RunContext } from '../model/RunContext';
import type { FailedAddress } from '../remote/dial';
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
	let found: Alternative;
	try {
		visited = await visit(settings, run, recorder, files, options);
		const { failure } = recorder;
		const look = async () =>
			failure && options.tryAlternatives
				? await findAlternative(settings, failure, visited.epsvFailed, run, options)
				: { worked: undefined };
		const [alternative, failedAddresses] = await Promise.all([
			look(),
			recorder.time('connect', async () => await failedOthers(settings, visited.facts, run.signal)),
		]);
		found = alternative;
		if (failure && found.command) {
			recorder.forget('dataChannel');
			const again = { passive: found.command, ofEpsv: failure.error.message };
			visited = await visit(settings, run, recorder, files, options, again);
		} else if (failure?.stage === 'dataChannel') {
			recorder.failed('dataChannel', blameAddress(failure.error, settings, found.worked));
		} else if (failure && found.sharper) {
			recorder.failed(failure.stage, found.sharper);
		}
		noteFailedAddresses(recorder, failedAddresses);
	} finally {
		await removeLeftovers(settings, files, run);
	}
	const durationMs = Math.round(performance.now() - began);
	return conclude(settings, recorder, options, found, visited, durationMs);
}

/** A host with several addresses is as good as its worst: which one a connection gets is chance. */
async function failedOthers(
	settings: RemoteSettings,
	{ address, addresses = [], failedAddresses = [] }: Visited['facts'],
	signal: AbortSignal,
): Promise<readonly FailedAddress[]> {
	if (address === undefined) return [];
	const known = [address, ...failedAddresses.map((one) => one.address)];
	const others = addresses.filter((one) => !known.includes(one));
	return others.length === 0 ? [] : await probeAddresses(settings, others, signal);
}

function noteFailedAddresses(recorder: StageRecorder, more: readonly FailedAddress[]): void {
	const connected = recorder.outcomes().find(({ stage }) => stage === 'connect')?.seen;
	if (more.length === 0 || connected?.stage !== 'connect') return;
	const { address, port, localAddress = null } = connected;
	const failed = [...connected.failed, ...more.filter((one) => one.address !== address)];
	recorder.passed({
		seen: { ...connected, failed },
		facts: { localAddress },
		more: { address, port, failedAddresses: failed },
	});
}
