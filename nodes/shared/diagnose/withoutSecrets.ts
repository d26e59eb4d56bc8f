import { maskSecrets } from '../explain/maskSecrets';
import type { RemoteSettings } from '../remote/settings';

/** Keys whose texts come from the server: it may have put anything in them, even the password that it was sent. */
const foreign = new Set([
	'ftpReply',
	'greeting',
	'reply',
	'server',
	'sample',
	'libraryText',
	'features',
	'text',
	'refusal',
]);

/** Keys of our own sentences, which may quote the server. */
const sentences = new Set(['detail', 'hint', 'explanation', 'message', 'description']);

/**
 * A value for the output, free of secrets: where the server has put one into its words, these are masked, and the
 * sentences that may quote them. Otherwise nothing is touched, since a password may be any word of ours.
 */
export function withoutSecrets<V>(value: V, settings: RemoteSettings): V {
	const { password, account, clientKeyPassphrase } = settings;
	const secrets = [password, account, clientKeyPassphrase].filter((secret) => secret !== '');
	if (secrets.length === 0) return value;
	const echoed = foreignTexts(value, false).some((text) => maskSecrets(text, secrets) !== text);
	return echoed ? masked(value, secrets) : value;
}

function foreignTexts(value: unknown, isForeign: boolean): string[] {
	if (typeof value === 'string') return isForeign ? [value] : [];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, one]) =>
		foreignTexts(one, foreign.has(key) || (isForeign && Array.isArray(value))),
	);
}

function masked<V>(value: V, secrets: readonly string[]): V {
	const change = (one: unknown, secret: boolean): unknown => {
		if (typeof one === 'string') return secret ? maskSecrets(one, secrets) : one;
		if (Array.isArray(one)) return one.map((inner) => change(inner, secret));
		if (typeof one !== 'object' || one === null) return one;
		return Object.fromEntries(
			Object.entries(one).map(([key, inner]) => [
				key,
				change(inner, secret || foreign.has(key) || sentences.has(key)),
			]),
		);
	};
	// The shape stays what it was; only texts change.
	return change(value, false) as V;
}
