import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bytesOf, textOf } from '../../../support/memory/bytesOf';
import { hideFeatures, on, refuse, reply } from '../../../support/server/faults';
import { expectHealthy } from './healthy';
import { pipelining, withRemote, type Lent } from './withRemote';

const missing: ReadonlyArray<readonly [string, readonly string[]]> = [
	['FEAT', ['FEAT']],
	['FEAT, MLSD and MLST', ['FEAT', 'MLSD', 'MLST']],
	['MLSD', ['MLSD']],
	['MLST', ['MLST']],
	['SIZE', ['SIZE']],
	['MDTM', ['MDTM']],
	['SIZE, MDTM, MLSD and MLST', ['SIZE', 'MDTM', 'MLSD', 'MLST']],
	[
		'all of them and FEAT',
		['FEAT', 'SIZE', 'MDTM', 'MLSD', 'MLST', 'REST', 'EPSV', 'OPTS', 'MFMT', 'SITE'],
	],
	['EPSV', ['EPSV']],
	['PASV', ['PASV']],
	['REST', ['REST']],
	['OPTS', ['OPTS']],
	['PWD', ['PWD']],
];

const whole = { mode: 'atomic', verify: 'size' } as const;

/** Everything that a person may want of a server, with what it must leave. */
async function useAll(lent: Lent): Promise<void> {
	const { server, endpoint } = lent;
	mkdirSync(join(server.root, 'in'));
	writeFileSync(join(server.root, 'in/a'), 'old');
	expect((await endpoint.list('/in')).entries.map(({ path }) => path)).toEqual(['/in/a']);
	expect((await endpoint.read('/in/a', textOf, { verify: 'size' })).result).toBe('old');
	const receipt = await endpoint.write('/in/a', bytesOf('newer'), {
		mode: 'atomic',
		verify: 'size',
	});
	expect(receipt.verified).toBe('size');
	await endpoint.write('/in/a', bytesOf(' and more'), { mode: 'append', verify: 'size' });
	expect(readFileSync(join(server.root, 'in/a'), 'utf8')).toBe('newer and more');
	expect(await endpoint.find('/in/a')).toMatchObject({ type: 'file' });
	expect(await endpoint.find('/in')).toMatchObject({ type: 'folder' });
	expect(await endpoint.find('/in/no')).toBeNull();
	await expect(endpoint.read('/in/no', textOf, { verify: 'size' })).rejects.toMatchObject({
		category: 'notFound',
	});
	await expect(endpoint.removeFile('/in/no')).rejects.toMatchObject({ category: 'notFound' });
	await expect(endpoint.list('/no')).rejects.toMatchObject({ category: 'notFound' });
	await expect(endpoint.removeFolder('/in')).rejects.toMatchObject({ category: 'notEmpty' });
	await endpoint.createFolder('/in/sub');
	await endpoint.createFolder('/in/sub');
	await endpoint.move('/in/a', '/in/sub/b', { overwrite: false });
	await expect(endpoint.move('/in/a', '/x', { overwrite: false })).rejects.toMatchObject({
		category: 'notFound',
	});
	await endpoint.removeFile('/in/sub/b');
	await endpoint.removeFolder('/in/sub');
	expect((await endpoint.list('/in')).entries).toEqual([]);
	await expectHealthy(lent);
}

describe.each([
	['one command at a time', {}],
	['commands ahead', pipelining],
])('a server that takes %s', (_kind, options) => {
	it.each(missing)('works without %s', async (_title, off) => {
		await withRemote({ server: { ...options, off } }, useAll);
	});

	it.each(['MLST', 'SIZE', 'MDTM', 'UTF8', 'REST'])(
		'works though FEAT does not name %s',
		async (name) => {
			await withRemote(
				{ server: { ...options, faults: [on('FEAT', hideFeatures(name))] } },
				useAll,
			);
		},
	);

	it.each(['MLSD', 'MLST', 'SIZE', 'MDTM', 'OPTS', 'PBSZ'])(
		'works though %s is refused after all',
		async (verb) => {
			await withRemote({ server: { ...options, faults: [refuse(verb, 502)] } }, useAll);
		},
	);

	it.each(['unix', 'dos'] as const)('works with a %s listing', async (listing) => {
		await withRemote({ server: { ...options, listing, off: ['MLSD', 'MLST'] } }, useAll);
	});

	it('works where a rename over a file is refused, and a missing folder lists as empty', async () => {
		await withRemote(
			{
				server: { ...options, renameOver: 'refuse', missingFolder: 'empty', off: ['MLSD', 'MLST'] },
			},
			useAll,
		);
	});

	it('works with a greeting of many lines and 120 before', async () => {
		await withRemote(
			{
				server: {
					...options,
					greeting:
						'120 In a moment\r\n220-Hello\r\n 220 not yet\r\n220-2026 is the year\r\n220 Ready',
				},
			},
			useAll,
		);
	});

	it('works in active mode', async () => {
		await withRemote({ server: options, settings: { mode: 'active' } }, useAll);
	});

	it.each([
		['EPSV', options],
		['PASV', { ...options, off: ['EPSV'] }],
	])('asks again for a port, and tries nothing anew, after 425 to %s', async (verb, server) => {
		const faults = [1, 2].map((nth) => on(verb, { nth }, reply('425 Address already in use')));
		await withRemote(
			{ server: { ...server, faults }, settings: { retries: 0 } },
			async ({ endpoint, server: { root } }) => {
				const receipt = await endpoint.write('/a', bytesOf('content'), whole);
				expect(receipt.attempts).toBe(1);
				expect(readFileSync(join(root, 'a'), 'utf8')).toBe('content');
			},
		);
	});

	it('works with one connection', async () => {
		await withRemote(
			{ server: { ...options, maxConnections: 1 }, settings: { maxConnections: 1 } },
			useAll,
		);
	});

	it('gives what a drop box takes that shows nothing', async () => {
		const blind = [
			refuse('SIZE', 550),
			refuse('MLST', 550),
			refuse('MDTM', 550),
			refuse('MLSD', 550),
			on('LIST', reply('550 Permission denied')),
		];
		await withRemote({ server: { ...options, faults: blind } }, async ({ endpoint, server }) => {
			for (const mode of ['atomic', 'direct'] as const) {
				const receipt = await endpoint.write(`/${mode}`, bytesOf('content'), {
					mode,
					verify: 'size',
				});
				expect(receipt.verified).toBe('none');
				expect(readFileSync(join(server.root, mode), 'utf8')).toBe('content');
			}
		});
	});
});
