import { candidatesAfter, mayTryLogins } from '../../../../nodes/shared/diagnose/tryLogins';
import type { Evidence } from '../../../../nodes/shared/explain/Evidence';
import { toError } from '../../../../nodes/shared/explain/explain';
import type { DiagnoseStage } from '../../../../nodes/shared/explain/StageSeen';
import type { SslMode } from '../../../../nodes/shared/explain/suggestedSettings';
import { remoteSettings } from '../../../../nodes/shared/n8n/remoteSettings';

const silent = { category: 'timeout', seconds: 1 } as const;

// prettier-ignore
it.each<[string, DiagnoseStage, Evidence, boolean]>([
	['a port that refuses', 'connect', { category: 'unreachable', stage: 'connect', code: 'ECONNREFUSED' }, true],
	['no greeting', 'greeting', { ...silent, stage: 'greeting', waitingFor: 'greeting' }, true],
	['a handshake that fails', 'tls', { category: 'tlsHandshake', stage: 'tls', how: 'explicitExpected' }, true],
	['a login that wants TLS', 'login', { category: 'tlsRequired', stage: 'login' }, true],
	['a refused password', 'login', { category: 'auth', stage: 'login' }, false],
	['a slow login', 'login', { ...silent, stage: 'login', waitingFor: 'login' }, false],
	['an address that is turned away', 'greeting', { category: 'auth', stage: 'greeting' }, false],
	['a full server', 'greeting', { category: 'tooManyConnections', stage: 'greeting' }, false],
	['no free connection of ours', 'connect', { ...silent, stage: 'connect', waitingFor: 'freeConnection' }, false],
	['a name without an address', 'resolve', { category: 'dns', stage: 'resolve', code: 'ENOTFOUND' }, false],
	['a bad certificate', 'certificate', { category: 'protocol', stage: 'certificate', how: 'noDigits' }, false],
	['a missing folder', 'folder', { category: 'notFound', stage: 'listing' }, false],
])('says whether to look elsewhere after %s', (_title, stage, evidence, wanted) => {
	expect(mayTryLogins(stage, toError(evidence))).toBe(wanted);
});

// prettier-ignore
it.each<[DiagnoseStage, SslMode, readonly SslMode[]]>([
	['connect', 'explicit', []],
	['greeting', 'explicit', ['implicit']],
	['greeting', 'useIfAvailable', ['implicit']],
	['greeting', 'never', ['implicit']],
	['greeting', 'implicit', []],
	['tls', 'implicit', ['explicit']],
	['tls', 'explicit', []],
	['login', 'never', ['explicit']],
])('after %s with %s tries %j on the same port', (stage, ssl, wanted) => {
	const settings = remoteSettings({ host: 'a', port: 2121, ssl });
	const same = candidatesAfter(stage, settings).filter(({ port }) => port === undefined);
	expect(same.map((change) => change.ssl)).toEqual(wanted);
});

it('tries the other ports whatever this one did', () => {
	const settings = remoteSettings({ host: 'a', port: 21, ssl: 'explicit' });
	const ports = candidatesAfter('connect', settings).map(({ port }) => port);
	expect(ports).toEqual([990, 3021, 3990]);
});
