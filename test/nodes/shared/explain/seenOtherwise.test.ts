import { toError } from '../../../../nodes/shared/explain/explain';
import { seenOtherwise } from '../../../../nodes/shared/explain/seenOtherwise';

const hungUp = (stage: 'tls' | 'greeting') =>
	toError({ category: 'connectionLost', stage, during: stage });
const wrongMethod = toError({ category: 'tlsHandshake', stage: 'tls', how: 'explicitExpected' });
const greets = (sample: string) =>
	toError({ category: 'protocol', stage: 'greeting', how: 'noDigits', sample });
const ssh = greets('SSH-2.0-x');

it.each([
	['a server of another kind is what the wrong TLS method was', wrongMethod, [ssh], ssh],
	['a TLS alert is no other kind of server', hungUp('greeting'), [greets('\x15\x03\x03')], null],
	[
		'whoever hangs up in plain text too has no wrong method',
		hungUp('tls'),
		[hungUp('greeting')],
		'same',
	],
	[
		'whoever hangs up on TLS only has said enough',
		hungUp('greeting'),
		[wrongMethod, hungUp('tls')],
		null,
	],
	['nothing was seen', wrongMethod, [], null],
])('%s', (_title, error, others, wanted) => {
	expect(seenOtherwise(error, others)).toBe(wanted === 'same' ? others[0] : wanted);
});
