import { StageRecorder } from '../../../../nodes/shared/diagnose/StageRecorder';
import { toError } from '../../../../nodes/shared/explain/explain';

const resolved = { seen: { stage: 'resolve', addresses: ['192.0.2.1'], durationMs: 1 } } as const;
const full = toError({ category: 'quota', stage: 'data', path: '/x' });

it('reports in the order of the stages asked for, and what was not tested', () => {
	const recorder = new StageRecorder();
	recorder.failed('write', full);
	recorder.passed(resolved);
	recorder.needless('certificate', 'None.');
	const reports = recorder.reports(['resolve', 'certificate', 'listing', 'write']);
	expect(reports.map(({ status }) => status)).toEqual(['ok', 'skipped', 'skipped', 'failed']);
	expect(reports.map(({ hint }) => hint)).toEqual([
		'',
		'',
		'Not tested, because an earlier stage failed.',
		expect.stringContaining('quota'),
	]);
});

it('knows the first failure by the order of the stages, not of time', () => {
	const recorder = new StageRecorder();
	recorder.failed('connections', full);
	recorder.failed('listing', full);
	expect(recorder.failure?.stage).toBe('listing');
	recorder.forget('listing');
	expect(recorder.failure?.stage).toBe('connections');
});

it('puts the facts of all stages together', () => {
	const recorder = new StageRecorder();
	recorder.passed({ ...resolved, facts: { localAddress: '10.0.0.2' } });
	recorder.failed('tls', full, { security: 'none' });
	expect(recorder.facts).toMatchObject({
		localAddress: '10.0.0.2',
		security: 'none',
		certificate: null,
		features: [],
	});
});

it('makes a warning of what a check warns of itself', () => {
	const recorder = new StageRecorder();
	recorder.passed({ ...resolved, warning: 'Look here.' });
	expect(recorder.reports(['resolve'])).toMatchObject([{ status: 'warning', hint: 'Look here.' }]);
});

it('lets through what is no failure of the server', async () => {
	const recorder = new StageRecorder();
	const broken = async () => await Promise.reject(new TypeError('ours'));
	await expect(recorder.check('folder', broken)).rejects.toThrow('ours');
	expect(recorder.failure).toBeNull();
	const failing = async () => await Promise.reject(full);
	expect(await recorder.check('folder', failing)).toBeUndefined();
	expect(recorder.failure).toMatchObject({ stage: 'folder', error: full });
});
