import type { RemoteSettings } from './settings';

const secrets = ['password', 'clientKey', 'clientKeyPassphrase', 'account'] as const;

/** The same settings, frozen, with secrets that no log, dump or copy by spreading shows. */
export function withHiddenSecrets(settings: RemoteSettings): RemoteSettings {
	for (const name of secrets) Object.defineProperty(settings, name, { enumerable: false });
	return Object.freeze(settings);
}

/** Other settings for the same login. Spreading alone would lose the secrets. */
export function changedSettings(
	settings: RemoteSettings,
	change: Partial<RemoteSettings>,
): RemoteSettings {
	const { password, clientKey, clientKeyPassphrase, account } = settings;
	return withHiddenSecrets({
		...settings,
		password,
		clientKey,
		clientKeyPassphrase,
		account,
		...change,
	});
}

/** Settings for somebody who looks at the screen: one try, and no longer than `timeoutMs` of silence. */
export function singleTry(settings: RemoteSettings, timeoutMs: number): RemoteSettings {
	return changedSettings(settings, {
		retries: 0,
		timeoutMs: Math.min(settings.timeoutMs, timeoutMs),
	});
}
