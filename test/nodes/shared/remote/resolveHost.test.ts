import * as dns from 'node:dns/promises';
import { HostNotFound, resolveHost } from '../../../../nodes/shared/remote/resolveHost';

jest.mock('node:dns/promises');
const lookup = dns.lookup as unknown as jest.Mock;

const addresses = (list: readonly string[]) =>
	list.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

describe('the addresses of a host', () => {
	it.each<readonly [string, readonly string[], string, number, readonly string[]]>([
		[
			'families alternate',
			['::1', '::2', '10.0.0.1', '10.0.0.2'],
			'',
			0,
			['::1', '10.0.0.1', '::2', '10.0.0.2'],
		],
		[
			'the system decides which family leads',
			['10.0.0.1', '10.0.0.2', '::1'],
			'',
			0,
			['10.0.0.1', '::1', '10.0.0.2'],
		],
		[
			'none is lost of the larger family',
			['::1', '10.0.0.1', '10.0.0.2', '10.0.0.3'],
			'',
			0,
			['::1', '10.0.0.1', '10.0.0.2', '10.0.0.3'],
		],
		[
			'a retry begins with another one',
			['10.0.0.1', '10.0.0.2', '10.0.0.3'],
			'',
			1,
			['10.0.0.2', '10.0.0.3', '10.0.0.1'],
		],
		['retries go round', ['10.0.0.1', '10.0.0.2'], '', 5, ['10.0.0.2', '10.0.0.1']],
		['a local address decides the family', ['::1', '10.0.0.1'], '192.0.2.1', 0, ['10.0.0.1']],
	])('%s', async (_title, found, local, first, expected) => {
		lookup.mockResolvedValue(addresses(found));
		expect((await resolveHost('host.test', local, first)).map(({ address }) => address)).toEqual(
			expected,
		);
	});

	it.each([
		['192.0.2.7', 4],
		['2001:db8::7', 6],
	])('%s needs no look-up', async (host, family) => {
		lookup.mockRejectedValue(new Error('asked'));
		expect(await resolveHost(host, '', 3)).toEqual([{ address: host, family }]);
	});

	it.each([
		[Object.assign(new Error('x'), { code: 'ENOTFOUND' }), 'ENOTFOUND'],
		[Object.assign(new Error('x'), { code: 'EAI_AGAIN' }), 'EAI_AGAIN'],
		[{ code: 'EAI_FAIL' }, 'EAI_FAIL'],
		[new Error('no code'), 'ENOTFOUND'],
	])('are an error where there are none', async (error, code) => {
		lookup.mockRejectedValue(error);
		await expect(resolveHost('host.test', '', 0)).rejects.toBeInstanceOf(HostNotFound);
		await expect(resolveHost('host.test', '', 0)).rejects.toMatchObject({
			host: 'host.test',
			code,
		});
	});

	it('are an error where none can be reached from the local address', async () => {
		lookup.mockResolvedValue(addresses(['::1']));
		await expect(resolveHost('host.test', '192.0.2.1', 0)).rejects.toBeInstanceOf(HostNotFound);
	});
});
