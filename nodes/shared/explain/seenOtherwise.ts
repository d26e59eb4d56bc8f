import type { RemoteError } from '../model/RemoteError';

/** A TLS alert begins with 0x15 0x03, raw or made printable: the port speaks TLS only. */
const tlsAlert = /^(\u0015\u0003|\\x15\\x03)/;

/** Whether the beginning of an answer in place of a reply shows a port that wants TLS from the first byte. */
export function beginsWithTlsAlert(sample: unknown): boolean {
	return typeof sample === 'string' && tlsAlert.test(sample);
}

/**
 * What the same port has shown of a failure when it was spoken to in other ways: an SSH or web server, or one that hangs
 * up on everybody, looks like the wrong TLS method from one side.
 * @returns the failure that tells more; null when the first one does
 */
export function seenOtherwise(
	error: RemoteError,
	others: readonly RemoteError[],
): RemoteError | null {
	const foreign = others.find(
		({ category, stage, data }) =>
			category === 'protocol' && stage === 'greeting' && !beginsWithTlsAlert(data?.['sample']),
	);
	if (foreign) return foreign;
	if (error.category !== 'connectionLost' || error.stage !== 'tls') return null;
	return (
		others.find(({ category, stage }) => category === 'connectionLost' && stage === 'greeting') ??
		null
	);
}
