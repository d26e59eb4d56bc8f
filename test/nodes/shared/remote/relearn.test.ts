import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../../../nodes/shared/concurrency/Clock';
import { textOf } from '../../../support/memory/bytesOf';
import { withRemote } from './withRemote';

const minute = 60_000;
let passed = 0;

beforeEach(() => {
	passed = 0;
	const { now } = systemClock;
	jest.spyOn(systemClock, 'now').mockImplementation(() => now() + passed);
});
afterEach(() => jest.restoreAllMocks());

it('notices within an hour that an administrator has turned something on', async () => {
	await withRemote({ server: { off: ['MLSD', 'MLST'] } }, async ({ server, endpoint, pool }) => {
		writeFileSync(join(server.root, 'a'), 'x');
		const precision = async () => (await endpoint.list('/')).entries[0]?.modifiedPrecision;
		expect(await precision()).toBe('minute');
		server.settings.off = [];
		passed = 59 * minute;
		await pool.closeIdle();
		expect(await precision()).toBe('minute');
		passed = 61 * minute;
		expect(await precision()).toBe('minute');
		await pool.closeIdle();
		expect(await precision()).toBe('second');
		expect(server.commands('FEAT')).toHaveLength(2);
	});
});

it('goes on sending names in the bytes that they came in', async () => {
	const server = { encoding: 'latin1', off: ['UTF8', 'OPTS'] };
	await withRemote({ server }, async ({ server: { root }, endpoint, pool }) => {
		writeFileSync(join(root, 'gr\u00fcn.txt'), 'x');
		await endpoint.list('/');
		await pool.closeIdle();
		passed = 61 * minute;
		expect((await endpoint.read('/gr\u00fcn.txt', textOf, { verify: 'size' })).result).toBe('x');
	});
});
