import { inspect } from 'node:util';
import type { RemoteSettings } from '../../../../nodes/shared/remote/settings';
import { poolOf } from '../../../../nodes/shared/remote/pools';
import { testSettings } from './testSettings';

const host = 'pools.invalid';

/** Settings as the credential's reader makes them: secrets are not enumerable. */
function sealed(change: Partial<RemoteSettings> = {}): RemoteSettings {
	const settings = testSettings({ host, ...change });
	for (const name of ['password', 'account', 'clientKey', 'clientKeyPassphrase'] as const)
		Object.defineProperty(settings, name, { enumerable: false });
	return settings;
}

describe('pools', () => {
	it('are shared by all that use the same settings', () => {
		expect(poolOf(sealed())).toBe(poolOf(sealed()));
	});

	it.each<Partial<RemoteSettings>>([
		{ password: 'another' },
		{ account: 'another' },
		{ user: 'another' },
		{ port: 2121 },
		{ rootFolder: '/in' },
		{ fingerprints: ['0'.repeat(64)] },
		{ activePorts: [1, 2] },
		{ retries: 9 },
	])('are apart for %j', (change) => {
		expect(poolOf(sealed(change))).not.toBe(poolOf(sealed()));
	});

	it('are found again by reloaded modules', () => {
		const first = poolOf(sealed());
		jest.isolateModules(() => {
			// eslint-disable-next-line @typescript-eslint/no-require-imports
			const again = require('../../../../nodes/shared/remote/pools') as { poolOf: typeof poolOf };
			expect(again.poolOf).not.toBe(poolOf);
			expect(again.poolOf(sealed())).toBe(first);
		});
	});

	it('do not pile up where each item has a password of its own', () => {
		const first = poolOf(sealed({ password: 'first' }));
		for (let i = 0; i < 200; i++) poolOf(sealed({ password: `of item ${i}` }));
		expect(poolOf(sealed({ password: 'of item 199' }))).toBe(
			poolOf(sealed({ password: 'of item 199' })),
		);
		expect(poolOf(sealed({ password: 'first' }))).not.toBe(first);
	});

	it('show no secret in their registry', () => {
		poolOf(sealed({ password: 'p4ssw0rd', account: 'acc0unt' }));
		const symbol = Object.getOwnPropertySymbols(globalThis).find(({ description }) =>
			description?.includes('ftp-remote'),
		);
		const registry = symbol && Object.getOwnPropertyDescriptor(globalThis, symbol)?.value;
		expect(registry).toBeDefined();
		const keys = [...(registry as { pools: Map<string, unknown> }).pools.keys()];
		expect(keys.every((key) => /^[0-9a-f]{64}$/.test(key))).toBe(true);
		expect(inspect(registry, { depth: 6 })).not.toMatch(/p4ssw0rd|acc0unt/);
	});

	it('are refused for keys that cannot be read', () => {
		expect(() =>
			poolOf(sealed({ ssl: 'explicit', clientKey: 'no key', clientCertificate: 'no certificate' })),
		).toThrow(expect.objectContaining({ category: 'invalidInput' }));
	});
});
